internal import Programme
internal import Store

extension JSONValue {
    init(_ titles: CityTitles) {
        self = [
            "status": JSONValue(titles.status), "year": .integer(titles.question.year),
            "boundary": .string(titles.question.boundary.rawValue),
            "frozen": titles.frozen.map { JSONValue($0) } ?? .null,
            "progress": .array(titles.progress.map { JSONValue($0) }),
            "titles": .array(titles.titles.map { JSONValue($0) }),
            "rolls": .array(
                titles.rolls.map { roll in
                    [
                        "organisation": JSONValue(roll.tenant), "organisation_name": .string(roll.name),
                        "audience": .string(roll.kind.key), "people": .integer(roll.people),
                        "trained": .integer(roll.trained),
                    ]
                }
            ),
        ]
    }

    private init(_ title: CityTitleTable) {
        self = [
            "key": .string(title.kind.key), "name_vi": .string(title.kind.vietnameseName),
            "name_en": .string(title.kind.englishName), "subject_kind": .string(title.kind.subjectKind),
            "city": JSONValue(title.city, title.known),
            "wards": .array(
                title.wards.map { ward in
                    [
                        "id": JSONValue(ward.id), "name": .string(ward.name), "counts": .boolean(ward.counts),
                        "numbers": JSONValue(ward.numbers, ward.numbers),
                    ]
                }
            ),
        ]
    }

    /// - Parameter known: what the share of the total is of.
    private init(_ numbers: CityTitleNumbers, _ known: CityTitleNumbers) {
        let figures = numbers.figures
        self = [
            "total": numbers.total.map { .integer($0) } ?? .null,
            "counted_from": JSONValue(numbers.countedOn?.lowerBound),
            "counted_until": JSONValue(numbers.countedOn?.upperBound),
            "sources": .array(numbers.sources.map { .string($0) }), "registered": .integer(numbers.registered),
            "registered_new": .integer(numbers.registeredNew),
            "registered_renewed": .integer(numbers.registeredRenewed), "recognised": .integer(numbers.recognised),
            "refused": .integer(numbers.refused), "revoked": .integer(numbers.revoked),
            "certificates": .integer(numbers.certificates),
            "share_of_total": JSONValue(known.figures.share(of: .total)),
            "share_of_registered": JSONValue(figures.share(of: .registered)),
            "problems": .array(figures.problems.map { .string($0.english) }),
        ]
    }

    private init(_ found: CityProgress) {
        let target = found.target
        self = [
            "target": [
                "legal_basis": .string(target.legalBasis), "scope": .string(target.scope),
                "zone": .string(target.zone), "year": .integer(target.year), "measure": .string(target.measure),
                "percent": .integer(target.percent), "is_confirmed": .boolean(target.isConfirmed),
            ],
            "kind": .string(found.kind.key), "numbers": JSONValue(found.numbers, found.numbers),
            "uncounted_wards": .integer(found.uncounted), "share": JSONValue(found.progress?.share),
            "missing": found.progress.map { .integer($0.missing) } ?? .null,
            "is_reached": found.progress.map { .boolean($0.isReached) } ?? .null,
            "projection": found.projection.map { projection in
                [
                    "year": .integer(projection.year), "share": JSONValue(projection.share),
                    "first_year": .integer(projection.from.lowerBound),
                    "last_year": .integer(projection.from.upperBound),
                ]
            } ?? .null,
        ]
    }

    /// In hundredths of one per cent.
    private init(_ share: Share?) { self = share.map { .integer($0.hundredths) } ?? .null }

    init(_ explanation: CityTitleExplanation) {
        self = [
            "status": JSONValue(explanation.status), "kind": .string(explanation.kind.key),
            "measure": .string(explanation.inquiry.measure),
            "frozen": explanation.frozen.map { JSONValue($0) } ?? .null, "total": .integer(explanation.total),
            "cells": .array(
                explanation.cells.map { cell in
                    [
                        "organisation": JSONValue(cell.tenant), "organisation_name": .string(cell.tenantName),
                        "area": JSONValue(cell.area), "area_name": JSONValue(cell.areaName),
                        "ward_name": JSONValue(cell.wardName), "measure": .string(cell.measure.key),
                        "amount": .integer(cell.amount), "counted_on": JSONValue(cell.countedOn),
                        "source": JSONValue(cell.source),
                    ]
                }
            ),
        ]
    }
}
