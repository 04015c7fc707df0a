internal import Intake
internal import Programme
internal import Store

/// The register of a class as a workbook, handed out and taken back filled in.
struct AttendanceFileOperations: Sendable {
    let services: APIServices

    var all: [APIOperation] { [download, upload] }

    private var download: APIOperation {
        APIOperation(
            .get,
            "/classes/{id}/attendance/file",
            .viewer,
            .init(
                id: "getAttendanceFile",
                summary: "The register of a class, all of its sessions, as a workbook to be filled in.",
                givesFile: true,
                limits: .file
            )
        ) { call in
            let id: ClassID = try call.identity()
            let book = try await services.tenants.read(call.context) { tx in
                try await AttendanceBook(id, today: .inVietnam(), tx)
            }
            let file = HandedFile(name: "diem-danh.xlsx", in: services.folder)
            defer { file.remove() }
            try AttendanceSheet.write(book.roll, to: file.path)
            return APIAnswer(try file.response())
        }
    }

    private static let change = JSONSchema.object([
        .required("session", JSONSchema.integer(1...100_000).described("Its number in the class.")),
        .required("seat", .integer(1...1_000_000)), .required("before", .nullable(ClassSchemas.minutes)),
        .required("after", .nullable(ClassSchemas.minutes)),
    ])

    private var upload: APIOperation {
        APIOperation(
            .post,
            "/classes/{id}/attendance/file",
            .editor,
            .init(
                id: "takeAttendanceFile",
                summary: "Takes a register back as the body itself, all or none, or tells what it would change.",
                effect: .changes,
                query: [
                    .optional("dry_run", JSONSchema.boolean.described("Writes nothing, and tells what would change."))
                ],
                takesFile: true,
                answer: .object([
                    .required("is_written", .boolean),
                    .required("changes", .array(Self.change, most: AttendanceChange.most)),
                ]),
                answerExample: [
                    "is_written": true, "changes": [["session": 1, "seat": 7, "before": .null, "after": 90]],
                ],
                refusals: [.invalid, .conflict, .forbidden, .unsupportedMediaType]
            )
        ) { call in
            guard let file = call.file else { throw Problem(.internalError) }
            let id: ClassID = try call.identity()
            let isDryRun = call.query["dry_run"]?.flag ?? false
            return try await services.change(call) { tx in
                let book = try await AttendanceBook(id, today: .inVietnam(), tx)
                let changes = try Self.changes(in: file.path, of: book)
                if !isDryRun { try await Self.write(changes, book, tx) }
                return APIAnswer([
                    "is_written": .boolean(!isDryRun), "changes": .array(changes.map(Self.document)),
                ])
            }
        }
    }

    /// What a file changes in a register.
    /// - Throws: `Problem.invalid` with the cells to mend.
    private static func changes(in path: String, of book: AttendanceBook) throws(Problem) -> [AttendanceChange] {
        do {
            let reading = try AttendanceSheet.read(path: path, against: book.roll)
            guard reading.findings.isEmpty else {
                throw Problem(
                    invalid: reading.findings.map { finding in
                        let problem = finding.problem
                        let message = Phrase(problem.message(in: .vietnamese), problem.message(in: .english))
                        return Problem.Detail(field: finding.cell, code: "attendance.cell", message: message)
                    }
                )
            }
            return reading.changes
        } catch let refusal as AttendanceSheetRefusal {
            throw Problem(.invalid, Phrase(refusal.message(in: .vietnamese), refusal.message(in: .english)))
        } catch let problem as Problem {
            throw problem
        } catch {
            throw Problem(.internalError)
        }
    }

    private static func write(
        _ changes: [AttendanceChange],
        _ book: AttendanceBook,
        _ tx: TenantTransaction
    ) async throws {
        do {
            _ = try await book.write(changes, tx)
        } catch AttendanceBook.Refusal.conflict {
            throw Problem(.conflict)
        } catch AttendanceBook.Refusal.problems(let findings) {
            throw Problem(
                invalid: findings.prefix(200).map { finding in
                    let seat = finding.seat.map { ".\($0)" } ?? ""
                    return Problem.Detail(
                        field: "\(finding.ordinal)\(seat)",
                        code: finding.code.rawValue,
                        message: finding.code.phrase
                    )
                }
            )
        }
    }

    private static func document(_ change: AttendanceChange) -> JSONValue {
        [
            "session": .integer(change.ordinal), "seat": .integer(change.seat), "before": JSONValue(change.before),
            "after": JSONValue(change.after),
        ]
    }
}
