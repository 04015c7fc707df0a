internal import Programme
internal import Store

extension ClassOperations {
    /// The timetable, and the register of each session.
    var sessions: [APIOperation] {
        [
            sessionList("/classes/{id}/sessions", "listSessions", "The timetable of a class."),
            sessionList(
                "/hosts/{host}/classes/{id}/sessions",
                "listHostedSessions",
                "The timetable of another's class."
            ),
            addSessions, changeSession, moveSession, removeSession,
        ]
    }

    var registers: [APIOperation] { [register, record] }

    private func sessionList(_ path: String, _ id: String, _ summary: String) -> APIOperation {
        APIOperation(
            .get,
            path,
            .viewer,
            .init(
                id: id,
                summary: summary,
                answer: .page(of: .reference("ClassSession"), most: ClassSessionRepository.most),
                answerExample: ["items": [ClassExamples.storedSession], "next": .null]
            )
        ) { call in
            let reference = try Self.reference(call)
            return try await services.read(call) { tx in
                // a class that is not there has no empty timetable
                _ = try await tx.classes.find(reference)
                return .page(try await tx.sessions.list(reference).map { JSONValue($0) }, next: nil)
            }
        }
    }

    private var addSessions: APIOperation {
        APIOperation(
            .post,
            "/classes/{id}/sessions",
            .editor,
            .init(
                id: "addSessions",
                summary: "Adds sessions to a class, all or none.",
                effect: .changes,
                body: .object([.required("sessions", .array(.reference("ClassSessionDraft"), most: Timetable.most))]),
                bodyExample: ["sessions": [ClassExamples.sessionDraft]],
                answer: .object([.required("sessions", .array(.identity, most: Timetable.most))]),
                answerExample: ["sessions": [ClassExamples.session]],
                refusals: [.invalid, .conflict, .forbidden]
            )
        ) { call in
            let id: ClassID = try call.identity()
            var sessions: [ClassSession] = []
            for (place, element) in (call.body["sessions"]?.elements ?? []).enumerated() {
                guard let members = element.members else { throw Problem(.internalError) }
                sessions.append(try ClassDocument.session(members, at: "sessions.\(place)."))
            }
            let all = sessions
            return try await services.change(call) { tx in
                let ids = all.isEmpty ? [] : try await tx.sessions.insert(all, into: id)
                return APIAnswer(["sessions": .array(ids.map { JSONValue($0) })])
            }
        }
    }

    private var changeSession: APIOperation {
        APIOperation(
            .put,
            "/classes/{id}/sessions/{session}",
            .editor,
            .init(
                id: "changeSession",
                summary: "Moves a session, or puts right what is known of it.",
                effect: .changes,
                body: .reference("ClassSessionDraft"),
                bodyExample: ClassExamples.sessionDraft,
                status: .noContent,
                refusals: [.invalid, .conflict, .forbidden]
            )
        ) { call in
            let (classID, id) = try Self.session(call)
            let session = try ClassDocument.session(call.body)
            return try await services.change(call) { tx in
                _ = try await SessionActions.find(id, of: classID, tx)
                try await tx.sessions.update(id, session)
                return .done
            }
        }
    }

    private var moveSession: APIOperation {
        APIOperation(
            .post,
            "/classes/{id}/sessions/{session}/state",
            .editor,
            .init(
                id: "moveSession",
                summary: "Records that a session was held or cancelled, or is planned again.",
                effect: .changes,
                body: .object([.required("state", ClassSchemas.sessionStates)]),
                bodyExample: ["state": "cancelled"],
                status: .noContent,
                refusals: [.invalid, .conflict, .forbidden]
            )
        ) { call in
            let (classID, id) = try Self.session(call)
            guard let state = call.body["state"]?.text.flatMap(ClassSessionState.init(rawValue:)) else {
                throw Problem(.internalError)
            }
            return try await services.change(call) { tx in
                _ = try await SessionActions.find(id, of: classID, tx)
                try await tx.sessions.move(id, to: state)
                return .done
            }
        }
    }

    private var removeSession: APIOperation {
        APIOperation(
            .delete,
            "/classes/{id}/sessions/{session}",
            .editor,
            .init(
                id: "removeSession",
                summary: "Removes a session to which nobody came.",
                effect: .changes,
                status: .noContent,
                refusals: [.conflict, .forbidden]
            )
        ) { call in
            let (classID, id) = try Self.session(call)
            return try await services.change(call) { tx in
                _ = try await SessionActions.find(id, of: classID, tx)
                try await tx.sessions.remove(id)
                return .done
            }
        }
    }

    private var register: APIOperation {
        APIOperation(
            .get,
            "/classes/{id}/sessions/{session}/register",
            .viewer,
            .init(
                id: "getRegister",
                summary: "Everybody with a place in the class, and who came. Reading is noted in the audit.",
                answer: .page(of: .reference("RegisterLine"), most: AttendanceRepository.most),
                answerExample: ["items": [ClassExamples.line], "next": .null]
            )
        ) { call in
            let (classID, id) = try Self.session(call)
            return try await services.read(call) { tx in
                _ = try await SessionActions.find(id, of: classID, tx)
                let register = try await tx.attendance.register(of: id)
                return .page(register.lines.map { JSONValue($0) }, next: nil)
            }
        }
    }

    private static let entry = JSONSchema.object([
        .required("id", JSONSchema.identity.described("Of the enrolment.")),
        .optional("tenant", JSONSchema.identity.described("A guest's organisation; one's own by default.")),
        .required("minutes", .nullable(ClassSchemas.minutes).described("Null: did not come.")),
    ])

    private var record: APIOperation {
        APIOperation(
            .put,
            "/classes/{id}/sessions/{session}/register",
            .editor,
            .init(
                id: "recordRegister",
                summary: "Writes who came, all or none. Who is not mentioned stays; the same again changes nothing.",
                effect: .changes,
                body: .object([
                    .required("entries", .array(Self.entry, most: 2000)),
                    .optional("is_correction", JSONSchema.boolean.described("Puts right a class that is over.")),
                ]),
                bodyExample: ["entries": [["id": ClassExamples.enrolment, "minutes": 90]]],
                answer: .object([
                    .required("added", .integer(0...100_000)), .required("changed", .integer(0...100_000)),
                    .required("removed", .integer(0...100_000)),
                ]),
                answerExample: ["added": 1, "changed": 0, "removed": 0],
                refusals: [.invalid, .conflict, .forbidden]
            )
        ) { call in
            let (classID, id) = try Self.session(call)
            let list = call.body["entries"]?.elements ?? []
            let references = ClassDocument.references(call.body["entries"], own: call.context.tenant)
            guard references.count == list.count else { throw Problem(.internalError) }
            let entries = zip(references, list).map { AttendanceEntry($0, minutes: $1["minutes"]?.whole) }
            let isCorrection = call.body["is_correction"]?.flag ?? false
            return try await services.change(call) { tx in
                _ = try await SessionActions.find(id, of: classID, tx)
                let done = try await tx.attendance.record(entries, of: id, isCorrection: isCorrection)
                guard done.problems.isEmpty else { throw Self.problem(done.problems, entries) }
                return APIAnswer([
                    "added": .integer(done.added), "changed": .integer(done.changed),
                    "removed": .integer(done.removed),
                ])
            }
        }
    }

    private static func problem(_ problems: [RegisterChange.Problem], _ entries: [AttendanceEntry]) -> Problem {
        let places = Dictionary(entries.enumerated().map { ($1.enrolment, $0) }) { first, _ in first }
        return Problem(
            invalid: problems.prefix(200).map { problem in
                let place = problem.enrolment.flatMap { places[$0] }
                return Problem.Detail(
                    field: place.map { "entries.\($0).minutes" },
                    code: problem.code.rawValue,
                    message: problem.code.phrase
                )
            }
        )
    }

    private static func session(_ call: APICall) throws -> (ClassID, ClassSessionID) {
        (try call.identity(), try call.identity("session"))
    }
}
