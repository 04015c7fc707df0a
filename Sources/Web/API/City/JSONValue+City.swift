internal import Programme
internal import Store

extension JSONValue {
    init(_ status: CityStatus) {
        self = [
            "as_of": status.asOf.map { JSONValue($0) } ?? .null, "is_worked": .boolean(status.isWorked),
            "pending": .integer(status.pending), "lag_milliseconds": .integer(status.lagMilliseconds),
        ]
    }

    init(_ measure: CityMeasure) {
        self = [
            "key": .string(measure.key), "name_vi": .string(measure.vietnameseName),
            "name_en": .string(measure.englishName), "unit": .string(measure.unit),
        ]
    }

    /// By the keys of measures.
    init(_ amounts: CityAmounts, _ measures: [CityMeasure]) {
        self.init(members: measures.map { ($0.key, .integer(amounts[$0])) })
    }

    init(_ persons: CityPersons) {
        self = [
            "persons": .integer(persons.persons), "memberships": .integer(persons.memberships),
            "overlap": .integer(persons.overlap), "unlinkable": .integer(persons.unlinkable),
        ]
    }

    init(_ frozen: CityFrozenYear) {
        self = [
            "frozen_at": JSONValue(frozen.frozenAt), "as_of": JSONValue(frozen.asOf), "sha256": .string(frozen.hash),
        ]
    }

    init(_ overview: CityOverview) {
        let measures = overview.measures
        self = [
            "status": JSONValue(overview.status), "year": .integer(overview.question.year),
            "span": .string(overview.question.span.name), "boundary": .string(overview.question.boundary.rawValue),
            "frozen": overview.frozen.map { JSONValue($0) } ?? .null,
            "measures": .array(measures.map { JSONValue($0) }), "members": JSONValue(overview.members),
            "learners": JSONValue(overview.learners), "amounts": JSONValue(overview.city, measures),
            "organisations": .array(
                overview.organisations.map {
                    [
                        "id": JSONValue($0.id), "kind": JSONValue($0.kind?.rawValue), "name": .string($0.name),
                        "amounts": JSONValue($0.amounts, measures),
                    ]
                }
            ),
            "areas": .array(overview.areas.map { JSONValue($0, measures) }),
            "homes": .array(overview.homes.map { JSONValue($0, measures) }),
            "months": .array(
                overview.months.map { ["month": JSONValue($0.start), "amounts": JSONValue($0.amounts, measures)] }
            ),
            "targets": .array(overview.targets.map { JSONValue($0) }),
            "returns": .array(overview.returns.map { JSONValue($0) }),
        ]
    }

    private init(_ found: CityReturn) {
        self = [
            "tenant": JSONValue(found.tenant), "name": .string(found.name), "period": .string(found.period.rawValue),
            "state": .string(found.state.rawValue), "submitted_on": JSONValue(found.submittedOn),
            "decided_on": JSONValue(found.decidedOn),
        ]
    }

    private init(_ area: CityArea, _ measures: [CityMeasure]) {
        self = [
            "id": JSONValue(area.id), "name": .string(area.name),
            "persons": area.persons.map { JSONValue($0) } ?? .null, "amounts": JSONValue(area.amounts, measures),
        ]
    }

    private init(_ target: CityTarget) {
        self = [
            "legal_basis": .string(target.legalBasis), "scope": .string(target.scope), "zone": .string(target.zone),
            "year": .integer(target.year), "measure": .string(target.measure), "percent": .integer(target.percent),
            "is_confirmed": .boolean(target.isConfirmed),
        ]
    }

    init(_ explanation: CityExplanation) {
        self = [
            "status": JSONValue(explanation.status), "measure": JSONValue(explanation.measure),
            "frozen": explanation.frozen.map { JSONValue($0) } ?? .null, "total": .integer(explanation.total),
            "cell_count": .integer(explanation.cellCount),
            "cells": .array(
                explanation.cells.map { cell in
                    [
                        "organisation": JSONValue(cell.organisation),
                        "organisation_name": .string(cell.organisationName), "area": JSONValue(cell.area),
                        "area_name": JSONValue(cell.areaName), "ward_name": JSONValue(cell.wardName),
                        "month": JSONValue(cell.month), "amount": .integer(cell.amount),
                    ]
                }
            ),
        ]
    }

    init(_ people: CityPeople) {
        let amount: JSONValue =
            switch people.amount {
            case .about(let number): .integer(number)
            case .few, .hidden: .null
            }
        let isFew = people.amount == .few
        self = [
            "sex": JSONValue(people.sex?.rawValue), "from_age": JSONValue(people.fromAge), "about": amount,
            "is_under_10": .boolean(isFew),
        ]
    }
}
