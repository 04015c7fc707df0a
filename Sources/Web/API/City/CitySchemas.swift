internal import Programme
internal import Store

/// What the city's totals look like in JSON.
enum CitySchemas {
    static let named: [(String, JSONSchema)] =
        [
            ("CityStatus", status), ("CityMeasure", measure), ("CityPersons", persons), ("CityFrozen", frozen),
            ("CityArea", area), ("CityTarget", target), ("CityTotals", totals), ("CityYears", years),
            ("CityExplanation", explanation), ("CityPeople", people),
        ] + CityTitleSchemas.named

    private static let count = JSONSchema.integer(-9_000_000_000_000_000...9_000_000_000_000_000)
    private static let amounts = JSONSchema.map(count).described("By the keys of `measures`. Never persons.")
    private static let name = JSONSchema.text(0...300)

    private static let status = JSONSchema.object([
        .required(
            "as_of",
            .nullable(.form(.instant)).described("Whatever was committed before this is in the totals.")
        ),
        .required("is_worked", .boolean.described("Whether somebody adds up at the moment.")),
        .required("pending", count.described("Changes that wait to be added.")),
        .required("lag_milliseconds", count.described("How old the oldest of them was.")),
    ])

    private static let measure = JSONSchema.object([
        .required("key", .text(1...60)), .required("name_vi", .text(1...200)), .required("name_en", .text(1...200)),
        .required("unit", .text(1...60).described("What one of it is: memberships, attendances, minutes ...")),
    ])

    private static let persons = JSONSchema.object([
        .required("persons", count.described("Each once, in however many organisations.")),
        .required("memberships", count.described("A person as often as there are organisations.")),
        .required("overlap", count.described("Memberships beyond a person's first.")),
        .required("unlinkable", count.described("Memberships of which nobody can say whose they are.")),
    ])

    private static let frozen = JSONSchema.object([
        .required("frozen_at", .form(.instant)), .required("as_of", .form(.instant)),
        .required("sha256", .text(64...64).described("Of what was signed.")),
    ])

    private static let area = JSONSchema.object([
        .required("id", .nullable(.identity).described("Null for what was recorded without a place.")),
        .required("name", name), .required("persons", .nullable(.reference("CityPersons"))),
        .required("amounts", amounts),
    ])

    private static let target = JSONSchema.object([
        .required("legal_basis", .text(1...200)), .required("scope", .text(1...20)), .required("zone", .text(1...20)),
        .required("year", .integer(CityQuestion.years)), .required("measure", .text(1...60)),
        .required("percent", .integer(1...100)), .required("is_confirmed", .boolean.described("The source was seen.")),
    ])

    private static let totals = JSONSchema.object([
        .required("status", .reference("CityStatus")), .required("year", .integer(CityQuestion.years)),
        .required("span", .choice(CitySpan.all.map(\.name))),
        .required("boundary", .choice(CityBoundary.allCases.map(\.rawValue))),
        .required("frozen", .nullable(.reference("CityFrozen")).described("If the year is signed.")),
        .required("measures", .array(.reference("CityMeasure"), most: 100)),
        .required("members", .reference("CityPersons")),
        .required("learners", JSONSchema.reference("CityPersons").described("Of the whole year.")),
        .required("amounts", amounts),
        .required(
            "organisations",
            .array(
                .object([
                    .required("id", .identity),
                    .required("kind", .nullable(.choice(TenantKind.allCases.map(\.rawValue)))),
                    .required("name", name), .required("amounts", amounts),
                ]),
                most: 100_000
            )
        ),
        .required("areas", .array(.reference("CityArea"), most: 100_000)),
        .required(
            "homes",
            JSONSchema.array(.reference("CityArea"), most: 100_000).described("Members now, by area of today.")
        ),
        .required(
            "months",
            .array(.object([.required("month", .form(.day)), .required("amounts", amounts)]), most: 12)
        ),
        .required("targets", .array(.reference("CityTarget"), most: 1000)),
        .required(
            "returns",
            JSONSchema.array(
                .object([
                    .required("tenant", .identity), .required("name", name),
                    .required("period", .choice(ReturnPeriod.allCases.map(\.rawValue))),
                    .required("state", .choice(ReturnState.allCases.map(\.rawValue))),
                    .required("submitted_on", .nullable(.form(.day))), .required("decided_on", .nullable(.form(.day))),
                ]),
                most: 100_000
            ).described("How far the year's returns are that were sent; what they say is not here.")
        ),
    ])

    private static let years = JSONSchema.object([
        .required("status", .reference("CityStatus")),
        .required("measures", .array(.reference("CityMeasure"), most: 100)),
        .required(
            "years",
            .array(
                .object([.required("year", .integer(1...9999)), .required("amounts", amounts)]),
                most: 1000
            )
        ),
    ])

    private static let explanation = JSONSchema.object([
        .required("status", .reference("CityStatus")), .required("measure", .reference("CityMeasure")),
        .required("frozen", .nullable(.reference("CityFrozen"))), .required("total", count),
        .required("cell_count", count.described("How many there are in all.")),
        .required(
            "cells",
            .array(
                .object([
                    .required("organisation", .identity), .required("organisation_name", name),
                    .required("area", .nullable(.identity)), .required("area_name", .nullable(name)),
                    .required("ward_name", .nullable(name).described("As which ward the area is shown.")),
                    .required("month", .nullable(.form(.day)).described("Null for what is counted as it is now.")),
                    .required("amount", count),
                ]),
                most: CityOperations.mostCells
            )
        ),
    ])

    private static let people = JSONSchema.object([
        .required("status", .reference("CityStatus")), .required("measure", .reference("CityMeasure")),
        .required(
            "people",
            .array(
                .object([
                    .required("sex", .nullable(.text(1...20))), .required("from_age", .nullable(.integer(0...150))),
                    .required("about", .nullable(count).described("To the nearest 5; null where it is left out.")),
                    .required("is_under_10", .boolean),
                ]),
                most: 10_000
            )
        ),
    ])
}
