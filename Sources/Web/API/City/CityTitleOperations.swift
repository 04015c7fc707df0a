internal import Programme
internal import Store

/// Titles and targets of the city, as they are published.
struct CityTitleOperations: Sendable {
    let city: CityDatabase

    var all: [APIOperation] { [titles, cells] }

    private static let ofYear: [JSONSchema.Member] = [
        .optional("year", JSONSchema.integer(CityQuestion.years).described("This year if it is left out.")),
        .optional(
            "boundary",
            JSONSchema.choice(CityBoundary.allCases.map(\.rawValue))
                .described("Areas as they were at the end of the year, or as they are today.")
        ),
    ]

    private func question(_ call: CityCall, today: CalendarDay = .inVietnam()) throws -> CityQuestion {
        let question = CityQuestion(
            year: call.query["year"]?.whole ?? today.year,
            boundary: call.query["boundary"]?.text.flatMap(CityBoundary.init) ?? .then
        )
        guard let question else { throw Problem(.badRequest) }
        return question
    }

    private var titles: APIOperation {
        APIOperation(
            city: "/city/titles",
            .init(
                id: "getCityTitles",
                summary: "Titles of a year by ward, who was trained, and the targets beside what is reached.",
                query: Self.ofYear,
                answer: .reference("CityTitles"),
                answerExample: CityTitleExamples.titles
            )
        ) { call in
            APIAnswer(JSONValue(try await city.titles(question(call))))
        }
    }

    private var cells: APIOperation {
        APIOperation(
            city: "/city/titles/cells",
            .init(
                id: "explainCityTitle",
                summary: "A number of a title taken apart: what each ward counts in each area.",
                query: Self.ofYear + [
                    .required("kind", JSONSchema.text(1...60).described("The key of a title.")),
                    .required(
                        "measure",
                        JSONSchema.text(1...60).described(
                            "counted, registered, registered_new, registered_renewed, recognised, refused, revoked or title_certificates."
                        )
                    ),
                    .optional("area", JSONSchema.identity.described("A ward or commune, with all shown as it.")),
                ],
                answer: .reference("CityTitleExplanation"),
                answerExample: CityTitleExamples.explanation,
                refusals: [.notFound]
            )
        ) { call in
            let area = call.query["area"]?.text.flatMap { AreaID($0) }
            let inquiry = CityTitleInquiry(
                try question(call),
                kind: call.query["kind"]?.text ?? "",
                measure: call.query["measure"]?.text ?? "",
                place: area.map(CityPlace.ward) ?? .everywhere
            )
            return APIAnswer(JSONValue(try await city.explain(inquiry)))
        }
    }
}
