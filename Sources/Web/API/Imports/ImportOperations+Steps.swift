internal import Intake
internal import Programme
internal import Store

extension ImportOperations {
    /// From the check to the undo.
    var steps: [APIOperation] {
        [
            sheet, run("check", "checkImport", "Checks every row and says what would become of it.", applying: false),
            run("approval", "approveImport", "Takes the rows over, as the check said.", applying: true),
            undo,
        ]
    }

    private var sheet: APIOperation {
        let row = JSONSchema.integer(1...1_048_576)
        return APIOperation(
            .put,
            "/imports/{id}/sheet",
            .editor,
            .init(
                id: "chooseImportSheet",
                summary:
                    "Looks at another sheet, or at the same one with the header in other rows; settings begin anew.",
                effect: .changesVersion,
                body: .object([
                    .required("sheet", JSONSchema.integer(0...1000).described("Its place in the workbook, from 0.")),
                    .optional("header_rows", .nullable(.object([.required("first", row), .required("last", row)]))),
                ]),
                bodyExample: ["sheet": 1, "header_rows": ["first": 4, "last": 5]],
                answer: .reference("ImportDetail"),
                answerExample: Self.detailExample,
                hasVersion: true,
                limits: .upload,
                refusals: [.invalid, .conflict]
            )
        ) { call in
            let id: ImportID = try call.identity()
            let rows = try Self.rows(call.body["header_rows"]?.members)
            return try await services.changeOutside(call) {
                let detail = try await importer().choose(
                    sheet: call.body["sheet"]?.whole ?? 0,
                    headerRows: rows,
                    of: id,
                    version: call.version,
                    call.context
                )
                return APIAnswer(JSONValue(detail, nil, language: call.request.language), version: detail.version)
            }
        }
    }

    private static func rows(_ rows: JSONObject?) throws(Problem) -> ClosedRange<Int>? {
        guard let first = rows?["first"]?.whole, let last = rows?["last"]?.whole else { return nil }
        guard first <= last else {
            throw Problem(invalid: [Problem.Detail(field: "header_rows.last", .range, "\(first)...")])
        }
        return first...last
    }

    private func run(_ noun: String, _ id: String, _ summary: String, applying: Bool) -> APIOperation {
        APIOperation(
            .post,
            "/imports/{id}/\(noun)",
            .editor,
            .init(
                id: id,
                summary: summary,
                effect: .changesVersion,
                answer: .reference("ImportDetail"),
                answerExample: Self.detailExample,
                hasVersion: true,
                limits: .upload,
                refusals: [.invalid, .conflict]
            )
        ) { call in
            let id: ImportID = try call.identity()
            return try await services.changeOutside(call) {
                let detail = try await importer().run(
                    id,
                    version: call.version,
                    applying: applying,
                    call.context
                )
                return APIAnswer(JSONValue(detail, nil, language: call.request.language), version: detail.version)
            }
        }
    }

    private var undo: APIOperation {
        APIOperation(
            .post,
            "/imports/{id}/undo",
            .editor,
            .init(
                id: "undoImport",
                summary: "Takes an import back. Members that were changed since stay, and are told.",
                effect: .changesVersion,
                answer: .reference("ImportUndo"),
                answerExample: ["removed": 118, "restored": 2, "remaining_count": 0, "remaining": []],
                limits: .upload,
                refusals: [.conflict]
            )
        ) { call in
            let id: ImportID = try call.identity()
            return try await services.changeOutside(call) {
                let undo = try await importer().undo(id, version: call.version, call.context)
                return APIAnswer(JSONValue(undo))
            }
        }
    }
}
