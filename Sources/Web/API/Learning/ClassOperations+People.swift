internal import Programme
internal import Store

extension ClassOperations {
    /// Who is in a class; the same addresses for another organisation's class tell of one's own members alone.
    var people: [APIOperation] {
        [
            seats("/classes/{id}/enrolments", "listEnrolments", "Everybody in a class, guests without names."),
            seats("/hosts/{host}/classes/{id}/enrolments", "listHostedEnrolments", "One's members in another's class."),
            enrol("/classes/{id}/enrolments", "enrolMembers"),
            enrol("/hosts/{host}/classes/{id}/enrolments", "enrolMembersElsewhere"),
            cancel("/classes/{id}/enrolments/cancellation", "cancelEnrolments"),
            cancel("/hosts/{host}/classes/{id}/enrolments/cancellation", "cancelEnrolmentsElsewhere"),
            completions, judge,
        ]
    }

    private func seats(_ path: String, _ id: String, _ summary: String) -> APIOperation {
        APIOperation(
            .get,
            path,
            .viewer,
            .init(
                id: id,
                summary: summary,
                answer: .page(of: .reference("Seat"), most: 1_000_000),
                answerExample: ["items": [ClassExamples.seat], "next": .null]
            )
        ) { call in
            let reference = try Self.reference(call)
            return try await services.read(call) { tx in
                _ = try await tx.classes.find(reference)
                return .page(try await tx.enrolments.list(reference).map { JSONValue($0) }, next: nil)
            }
        }
    }

    private func enrol(_ path: String, _ id: String) -> APIOperation {
        APIOperation(
            .post,
            path,
            .editor,
            .init(
                id: id,
                summary: "Enrols one's members in the order given; when the places are gone, the others wait.",
                effect: .changes,
                body: .object([
                    .required("members", .array(.identity, most: 2000)),
                    .optional(
                        "afterwards",
                        JSONSchema.boolean.described("In a class of one's own that is over, to record what took place.")
                    ),
                ]),
                bodyExample: ["members": [MemberExamples.id]],
                answer: .page(of: .reference("EnrolledMember"), most: 2000),
                answerExample: ["items": [ClassExamples.enrolled], "next": .null],
                refusals: [.invalid, .conflict, .forbidden]
            )
        ) { call in
            let reference = try Self.reference(call)
            let members = (call.body["members"]?.elements ?? []).compactMap { $0.text.flatMap(MemberID.init) }
            let afterwards = call.body["afterwards"]?.flag ?? false
            return try await services.change(call) { tx in
                let enrolled = try await tx.enrolments.enrol(members, in: reference, afterwards: afterwards)
                return .page(enrolled.map { JSONValue($0) }, next: nil)
            }
        }
    }

    private func cancel(_ path: String, _ id: String) -> APIOperation {
        APIOperation(
            .post,
            path,
            .editor,
            .init(
                id: id,
                summary: "Gives up places of people who came to no session; who waits moves up.",
                effect: .changes,
                body: .object([.required("enrolments", .array(.reference("EnrolmentReference"), most: 2000))]),
                bodyExample: ["enrolments": [["id": ClassExamples.enrolment]]],
                answer: .object([.required("cancelled", .integer(0...2000))]),
                answerExample: ["cancelled": 1],
                refusals: [.invalid, .conflict, .forbidden]
            )
        ) { call in
            let reference = try Self.reference(call)
            let enrolments = ClassDocument.references(call.body["enrolments"], own: call.context.tenant)
            return try await services.change(call) { tx in
                _ = try await tx.classes.find(reference)
                let count = try await tx.enrolments.cancel(enrolments, in: reference)
                return APIAnswer(["cancelled": .integer(count)])
            }
        }
    }

    private var completions: APIOperation {
        APIOperation(
            .get,
            "/classes/{id}/completion",
            .viewer,
            .init(
                id: "getCompletion",
                summary: "How everybody in a class stands by its rule.",
                answer: .page(of: .reference("SeatCompletion"), most: 1_000_000),
                answerExample: ["items": [ClassExamples.completion], "next": .null]
            )
        ) { call in
            let id: ClassID = try call.identity()
            return try await services.read(call) { tx in
                .page(try await tx.enrolments.completions(in: id).map { JSONValue($0) }, next: nil)
            }
        }
    }

    private var judge: APIOperation {
        APIOperation(
            .post,
            "/classes/{id}/completion",
            .editor,
            .init(
                id: "recordCompletion",
                summary: "Records for everybody in a class whether they completed it by its rule.",
                effect: .changes,
                body: .object([.optional("on", JSONSchema.form(.day).described("Today by default."))]),
                bodyExample: ["on": "2026-04-30"],
                answer: .object([.required("completed", .integer(0...1_000_000))]),
                answerExample: ["completed": 24],
                refusals: [.invalid, .conflict, .forbidden]
            )
        ) { call in
            let id: ClassID = try call.identity()
            let day = ClassDocument.day("on", in: call.body) ?? .inVietnam()
            return try await services.change(call) { tx in
                APIAnswer(["completed": .integer(try await tx.enrolments.judge(id, on: day))])
            }
        }
    }
}
