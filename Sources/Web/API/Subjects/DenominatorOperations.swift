internal import HTTPTypes
internal import Programme
internal import Store

/// How many households, clans and so on there are in a ward; and how the families of an organisation's members stand.
struct DenominatorOperations: Sendable {
    let services: APIServices

    var all: [APIOperation] { [list, history, insert, families, help, recordHelp, removeHelp] }

    private static let page = JSONSchema.page(of: .reference("Denominator"), most: DenominatorRepository.most)

    private var list: APIOperation {
        APIOperation(
            .get,
            "/denominators",
            .viewer,
            .init(
                id: "listDenominators",
                summary: "The counts of a year that hold, with what is odd about them.",
                query: [.required("year", SubjectSchemas.year)],
                answer: Self.page,
                answerExample: ["items": [SubjectSchemas.denominatorExample], "next": .null]
            )
        ) { call in
            guard let year = call.query["year"]?.whole else { throw Problem(.internalError) }
            return try await services.read(call) { tx in
                let counts = try await tx.denominators.list(year: year)
                return .page(counts.map { JSONValue($0.stored, flags: $0.flags) }, next: nil)
            }
        }
    }

    private var history: APIOperation {
        APIOperation(
            .get,
            "/denominators/history",
            .viewer,
            .init(
                id: "listDenominatorHistory",
                summary: "All counts of a kind, an area and a year, corrected ones and those of wards before too.",
                query: [
                    .required("kind", .choice(DenominatorKind.allCases.map(\.rawValue))), .required("area", .identity),
                    .required("year", SubjectSchemas.year),
                ],
                answer: Self.page,
                answerExample: ["items": [SubjectSchemas.denominatorExample], "next": .null]
            )
        ) { call in
            let area: AreaID? = APICall.identity("area", in: call.query)
            guard let year = call.query["year"]?.whole, let area,
                let kind = call.query["kind"]?.text.flatMap(DenominatorKind.init(rawValue:))
            else { throw Problem(.internalError) }
            return try await services.read(call) { tx in
                let counts = try await tx.denominators.history(kind, area: area, year: year)
                return .page(counts.map { JSONValue($0, flags: []) }, next: nil)
            }
        }
    }

    private var insert: APIOperation {
        APIOperation(
            .post,
            "/denominators",
            .editor,
            .init(
                id: "addDenominator",
                summary: "Adds a count, or corrects one by a new one; none is changed or removed.",
                effect: .changes,
                body: .reference("DenominatorDraft"),
                bodyExample: [
                    "kind": "household", "area": SubjectSchemas.area, "year": 2026, "counted_on": "2026-01-05",
                    "total": 250, "source": "Công an phường",
                ],
                status: .created,
                answer: .object([.required("id", .identity)]),
                answerExample: ["id": SubjectSchemas.id],
                refusals: [.notFound, .invalid, .conflict, .forbidden]
            )
        ) { call in
            let record = try Self.record(call.body)
            let corrected: DenominatorID? = APICall.identity("corrects", in: call.body)
            return try await services.change(call) { tx in
                let id: DenominatorID
                if let corrected {
                    id = try await tx.denominators.correct(corrected, by: record)
                } else {
                    id = try await tx.denominators.insert(record)
                }
                return .made(["id": JSONValue(id)], at: "/denominators?year=\(record.year)")
            }
        }
    }

    private static func record(_ body: JSONObject) throws(Problem) -> Denominator {
        let area: AreaID? = APICall.identity("area", in: body)
        guard let area, let kind = body["kind"]?.text.flatMap(DenominatorKind.init(rawValue:)),
            let year = body["year"]?.whole, let countedOn = ClassDocument.day("counted_on", in: body),
            let total = body["total"]?.whole
        else { throw Problem(.internalError) }
        return Denominator(
            kind,
            area: area,
            year: year,
            countedOn: countedOn,
            total: total,
            source: body["source"]?.text ?? "",
            note: body["note"]?.text ?? ""
        )
    }

    private var families: APIOperation {
        APIOperation(
            .get,
            "/families",
            .viewer,
            .init(
                id: "listFamilies",
                summary: "Own members who live in a household that a ward keeps, and how its title of the year stands.",
                query: [.required("year", SubjectSchemas.year)]
                    + APISchemas.paging(most: FamilyRepository.longestPage),
                answer: .page(of: .reference("FamilyStanding"), most: FamilyRepository.longestPage),
                answerExample: ["items": [SubjectSchemas.familyExample], "next": .null]
            )
        ) { call in
            guard let year = call.query["year"]?.whole else { throw Problem(.internalError) }
            let after: MemberID? = try APICursor.identity(call.query["cursor"]?.text)
            let limit = call.limit(usual: 50)
            return try await services.read(call) { tx in
                try await APICursor.reading(after != nil) {
                    let page = try await tx.families.list(year: year, after: after, limit: limit)
                    return .page(page.families.map { JSONValue($0) }, next: page.next?.description)
                }
            }
        }
    }

    private var help: APIOperation {
        APIOperation(
            .get,
            "/families/help",
            .viewer,
            .init(
                id: "listFamilyHelp",
                summary: "What was done for members' families, the latest first.",
                query: [.optional("year", SubjectSchemas.year), .optional("member", .identity)],
                answer: .page(of: .reference("FamilyHelp"), most: FamilyRepository.mostHelp),
                answerExample: ["items": [SubjectSchemas.helpExample], "next": .null]
            )
        ) { call in
            let member: MemberID? = APICall.identity("member", in: call.query)
            let year = call.query["year"]?.whole
            return try await services.read(call) { tx in
                .page(try await tx.families.help(year: year, of: member).map { JSONValue($0) }, next: nil)
            }
        }
    }

    private var recordHelp: APIOperation {
        APIOperation(
            .post,
            "/families/help",
            .editor,
            .init(
                id: "recordFamilyHelp",
                summary: "Records what was done so that a member's family could earn its title.",
                effect: .changes,
                body: .reference("FamilyHelpDraft"),
                bodyExample: [
                    "member": MemberExamples.id, "year": 2026, "done_on": "2026-03-01", "what": "Tặng sách vở",
                ],
                status: .created,
                answer: .object([.required("id", .identity)]),
                answerExample: ["id": SubjectSchemas.id],
                refusals: [.notFound, .invalid, .conflict, .forbidden]
            )
        ) { call in
            let member: MemberID? = APICall.identity("member", in: call.body)
            guard let member, let year = call.body["year"]?.whole,
                let day = ClassDocument.day("done_on", in: call.body)
            else { throw Problem(.internalError) }
            let what = call.body["what"]?.text ?? ""
            return try await services.change(call) { tx in
                let id = try await tx.families.recordHelp(for: member, year: year, on: day, what)
                return .made(["id": JSONValue(id)], at: "/families/help?year=\(year)")
            }
        }
    }

    private var removeHelp: APIOperation {
        APIOperation(
            .delete,
            "/families/help/{id}",
            .editor,
            .init(
                id: "removeFamilyHelp",
                summary: "Removes a record of help that was made by mistake.",
                effect: .ends,
                status: .noContent,
                refusals: [.forbidden]
            )
        ) { call in
            let id: HouseholdHelpID = try call.identity()
            try await services.tenants.write(call.context) { try await $0.families.removeHelp(id) }
            return .done
        }
    }
}
