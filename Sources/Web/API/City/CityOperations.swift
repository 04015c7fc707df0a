internal import Programme
internal import Store

/// The city's totals, as they are published: no person, and no tenant's rows.
struct CityOperations: Sendable {
    let city: CityDatabase

    var all: [APIOperation] { [totals, years, cells, people] + CityTitleOperations(city: city).all }

    static let mostCells = 1000

    private static let ofYear: [JSONSchema.Member] = [
        .optional("year", JSONSchema.integer(CityQuestion.years).described("This year if it is left out.")),
        .optional(
            "span",
            JSONSchema.choice(CitySpan.all.map(\.name)).described("The whole year if it is left out.")
        ),
        .optional(
            "boundary",
            JSONSchema.choice(CityBoundary.allCases.map(\.rawValue))
                .described("Areas as they were at the end of the year, or as they are today.")
        ),
    ]

    private func question(_ call: CityCall, today: CalendarDay = .inVietnam()) throws -> CityQuestion {
        let question = CityQuestion(
            year: call.query["year"]?.whole ?? today.year,
            span: call.query["span"]?.text.flatMap { CitySpan($0) } ?? .year,
            boundary: call.query["boundary"]?.text.flatMap(CityBoundary.init) ?? .then
        )
        guard let question else { throw Problem(.badRequest) }
        return question
    }

    private var totals: APIOperation {
        APIOperation(
            city: "/city/totals",
            .init(
                id: "getCityTotals",
                summary: "The totals of a year: persons, and by organisation, area and month.",
                query: Self.ofYear,
                answer: .reference("CityTotals"),
                answerExample: CityExamples.totals
            )
        ) { call in
            let overview = try await city.overview(question(call))
            return APIAnswer(JSONValue(overview))
        }
    }

    private var years: APIOperation {
        APIOperation(
            city: "/city/years",
            .init(
                id: "listCityYears",
                summary: "What was counted in each year.",
                answer: .reference("CityYears"),
                answerExample: CityExamples.years
            )
        ) { _ in
            let series = try await city.years()
            return APIAnswer([
                "status": JSONValue(series.status),
                "measures": .array(series.measures.map { JSONValue($0) }),
                "years": .array(
                    series.years.map {
                        ["year": .integer($0.start.year), "amounts": JSONValue($0.amounts, series.measures)]
                    }
                ),
            ])
        }
    }

    private var cells: APIOperation {
        APIOperation(
            city: "/city/cells",
            .init(
                id: "explainCityTotal",
                summary: "A total taken apart: what each organisation counts in each area and month.",
                query: Self.ofYear + [
                    .required("measure", JSONSchema.text(1...60).described("The key of a measure.")),
                    .optional("organisation", .identity),
                    .optional("area", JSONSchema.identity.described("A ward or commune, with all shown as it.")),
                    .optional("is_without_area", JSONSchema.boolean.described("Only what was recorded without one.")),
                    .optional("first", JSONSchema.integer(0...10_000_000).described("Cells to leave out before.")),
                    .optional("limit", JSONSchema.integer(1...Self.mostCells).described("Cells to answer.")),
                ],
                answer: .reference("CityExplanation"),
                answerExample: CityExamples.explanation,
                refusals: [.notFound]
            )
        ) { call in
            let area = call.query["area"]?.text.flatMap { AreaID($0) }
            let isWithout = call.query["is_without_area"] == true
            let inquiry = CityInquiry(
                try question(call),
                measure: call.query["measure"]?.text ?? "",
                organisation: call.query["organisation"]?.text.flatMap { TenantID($0) },
                place: area.map(CityPlace.ward) ?? (isWithout ? .unknown : .everywhere)
            )
            let first = call.query["first"]?.whole ?? 0
            let limit = call.query["limit"]?.whole ?? Self.mostCells
            return APIAnswer(JSONValue(try await city.explain(inquiry, cells: first..<(first + limit))))
        }
    }

    private var people: APIOperation {
        APIOperation(
            city: "/city/people",
            .init(
                id: "listCityPeople",
                summary: "A measure by sex and age, protected: what would tell too much is left out.",
                query: [
                    .optional(
                        "year",
                        JSONSchema.integer(CityQuestion.years)
                            .described("Left out for what is counted as it is now.")
                    ),
                    .required("measure", JSONSchema.text(1...60).described("The key of a measure.")),
                ],
                answer: .reference("CityPeople"),
                answerExample: CityExamples.people,
                refusals: [.notFound]
            )
        ) { call in
            let found = try await city.people(
                measure: call.query["measure"]?.text ?? "",
                year: call.query["year"]?.whole
            )
            return APIAnswer([
                "status": JSONValue(found.status), "measure": JSONValue(found.measure),
                "people": .array(found.people.map { JSONValue($0) }),
            ])
        }
    }
}
