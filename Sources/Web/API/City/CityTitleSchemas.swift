internal import Programme
internal import Store

/// What titles and targets of the city look like in JSON.
enum CityTitleSchemas {
    static let named: [(String, JSONSchema)] = [
        ("CityTitleNumbers", numbers), ("CityProgress", progress), ("CityTitles", titles),
        ("CityTitleExplanation", explanation),
    ]

    private static let count = JSONSchema.integer(-9_000_000_000_000_000...9_000_000_000_000_000)
    private static let name = JSONSchema.text(0...300)
    private static let share = JSONSchema.nullable(.integer(0...1_000_000_000_000))
        .described("In hundredths of one per cent: 7211 is 72.11%.")

    private static let numbers = JSONSchema.object([
        .required("total", .nullable(count).described("All that there are; null where nobody counted.")),
        .required("counted_from", .nullable(.form(.day))), .required("counted_until", .nullable(.form(.day))),
        .required("sources", .array(.text(0...300), most: 10_000)), .required("registered", count),
        .required("registered_new", count), .required("registered_renewed", count), .required("recognised", count),
        .required("refused", count), .required("revoked", count), .required("certificates", count),
        .required("share_of_total", share), .required("share_of_registered", share),
        .required("problems", .array(.text(0...500), most: 20).described("What cannot be true of the figures.")),
    ])

    private static let progress = JSONSchema.object([
        .required("target", .reference("CityTarget")), .required("kind", .text(1...60)),
        .required("numbers", .reference("CityTitleNumbers")),
        .required("uncounted_wards", count.described("Wards that are left out, because nobody counted there.")),
        .required("share", share), .required("missing", .nullable(count)),
        .required("is_reached", .nullable(.boolean)),
        .required(
            "projection",
            .nullable(
                .object([
                    .required("year", .integer(CityQuestion.years)), .required("share", share),
                    .required("first_year", .integer(CityQuestion.years)),
                    .required("last_year", .integer(CityQuestion.years)),
                ])
            ).described("A straight line through the years that are known; no promise.")
        ),
    ])

    private static let titles = JSONSchema.object([
        .required("status", .reference("CityStatus")), .required("year", .integer(CityQuestion.years)),
        .required("boundary", .choice(CityBoundary.allCases.map(\.rawValue))),
        .required("frozen", .nullable(.reference("CityFrozen"))),
        .required("progress", .array(.reference("CityProgress"), most: 1000)),
        .required(
            "titles",
            .array(
                .object([
                    .required("key", .text(1...60)), .required("name_vi", name), .required("name_en", name),
                    .required("subject_kind", .text(1...60)), .required("city", .reference("CityTitleNumbers")),
                    .required(
                        "wards",
                        .array(
                            .object([
                                .required("id", .nullable(.identity)), .required("name", name),
                                .required("counts", .boolean.described("Before the roll-out only pilots do.")),
                                .required("numbers", .reference("CityTitleNumbers")),
                            ]),
                            most: 100_000
                        )
                    ),
                ]),
                most: 1000
            )
        ),
        .required(
            "rolls",
            .array(
                .object([
                    .required("organisation", .identity), .required("organisation_name", name),
                    .required("audience", .text(1...60)), .required("people", count), .required("trained", count),
                ]),
                most: 100_000
            )
        ),
    ])

    private static let explanation = JSONSchema.object([
        .required("status", .reference("CityStatus")), .required("kind", .text(1...60)),
        .required("measure", .text(1...60)), .required("frozen", .nullable(.reference("CityFrozen"))),
        .required("total", count),
        .required(
            "cells",
            .array(
                .object([
                    .required("organisation", .identity), .required("organisation_name", name),
                    .required("area", .nullable(.identity)), .required("area_name", .nullable(name)),
                    .required("ward_name", .nullable(name)), .required("measure", .text(1...60)),
                    .required("amount", count), .required("counted_on", .nullable(.form(.day))),
                    .required("source", .nullable(name)),
                ]),
                most: CityDatabase.cellsAtOnce
            )
        ),
    ])
}
