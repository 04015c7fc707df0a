internal import Programme
internal import Store

/// The code at the door of a session: opened and ended by its officer, and used by whoever has it.
struct DoorOperations: Sendable {
    let services: APIServices

    var all: [APIOperation] { [show, open, close, enter] }

    private static let path = "/classes/{id}/sessions/{session}/door"
    private static let answer = JSONSchema.object([
        .required("code", .nullable(.text(6...6)).described("Six digits; null if there is none now.")),
        .required("until", .nullable(.form(.instant))), .required("misses", .integer(0...1000)),
    ])
    private static let example: JSONValue = ["code": "402917", "until": "2026-03-02T12:30:00.000Z", "misses": 0]

    private static func document(_ door: SessionDoor?) -> JSONValue {
        [
            "code": JSONValue(door?.code), "until": JSONValue(door?.until),
            "misses": .integer(door?.misses ?? 0),
        ]
    }

    private var show: APIOperation {
        APIOperation(
            .get,
            Self.path,
            .editor,
            .init(
                id: "getDoor",
                summary: "The code at the door of a session, as it is now.",
                answer: Self.answer,
                answerExample: Self.example
            )
        ) { call in
            let (classID, id): (ClassID, ClassSessionID) = (try call.identity(), try call.identity("session"))
            return try await services.read(call) { tx in
                _ = try await SessionActions.find(id, of: classID, tx)
                return APIAnswer(Self.document(try await tx.sessions.door(of: id)))
            }
        }
    }

    private var open: APIOperation {
        APIOperation(
            .post,
            Self.path,
            .editor,
            .init(
                id: "openDoor",
                summary: "Gives a session a code on its day, with which those enrolled record themselves.",
                effect: .changes,
                body: .object([.required("minutes", .integer(SessionDoor.minuteLimits))]),
                bodyExample: ["minutes": 30],
                answer: Self.answer,
                answerExample: Self.example,
                refusals: [.invalid, .conflict, .forbidden]
            )
        ) { call in
            let (classID, id): (ClassID, ClassSessionID) = (try call.identity(), try call.identity("session"))
            guard let minutes = call.body["minutes"]?.whole else { throw Problem(.internalError) }
            return try await services.change(call) { tx in
                _ = try await SessionActions.find(id, of: classID, tx)
                return APIAnswer(Self.document(try await tx.sessions.openDoor(id, forMinutes: minutes)))
            }
        }
    }

    private var close: APIOperation {
        APIOperation(
            .delete,
            Self.path,
            .editor,
            .init(
                id: "closeDoor",
                summary: "Ends the code of a session.",
                effect: .changes,
                status: .noContent,
                refusals: [.forbidden]
            )
        ) { call in
            let (classID, id): (ClassID, ClassSessionID) = (try call.identity(), try call.identity("session"))
            return try await services.change(call) { tx in
                _ = try await SessionActions.find(id, of: classID, tx)
                try await tx.sessions.closeDoor(id)
                return .done
            }
        }
    }

    private var enter: APIOperation {
        APIOperation(
            open: "/door",
            .init(
                id: "enterByDoor",
                summary: """
                    Records that somebody enrolled is there, by the code at the door. Needs no token, counts once, and does not \
                    say what is wrong.
                    """,
                effect: .ends,
                body: .object([
                    .required("code", .text(6...6)), .required("seat", .integer(1...1_000_000)),
                    .required("birth_year", .integer(1900...2100)),
                ]),
                bodyExample: ["code": "402917", "seat": 7, "birth_year": 1960],
                answer: .object([.required("is_present", .boolean)]),
                answerExample: ["is_present": true]
            )
        ) { call in
            guard let code = call.body["code"]?.text, let seat = call.body["seat"]?.whole,
                let year = call.body["birth_year"]?.whole
            else { throw Problem(.internalError) }
            let entry = DoorEntry(code: code, seat: seat, birthYear: year)
            guard try await services.classDoor.enter(entry, call.request) else {
                throw Problem(.invalid, ClassDoor.refusal)
            }
            return APIAnswer(["is_present": true])
        }
    }
}
