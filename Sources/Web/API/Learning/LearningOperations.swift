internal import HTTPTypes
internal import Programme
internal import Store

/// What members have learned, declare and plan, and their certificates.
struct LearningOperations: Sendable {
    let services: APIServices

    var all: [APIOperation] {
        [history, records, declare, change, judge("verification"), judge("refusal"), remove] + plans
            + certificates
    }

    private var history: APIOperation {
        APIOperation(
            .get,
            "/members/{id}/learning",
            .viewer,
            .init(
                id: "getLearning",
                summary: "What a member has learned, across years, the latest first. Reading is noted in the audit.",
                answer: .page(of: .reference("LearningEntry"), most: LearningHistoryRepository.most),
                answerExample: ["items": [LearningSchemas.entryExample], "next": .null]
            )
        ) { call in
            let id: MemberID = try call.identity()
            return try await services.read(call) { tx in
                .page(try await tx.learning.find(id).entries.map { JSONValue($0) }, next: nil)
            }
        }
    }

    // MARK: Learning elsewhere

    private var records: APIOperation {
        APIOperation(
            .get,
            "/members/{id}/learning-records",
            .viewer,
            .init(
                id: "listLearningRecords",
                summary: "What a member has learned elsewhere, the latest first.",
                answer: .page(of: .reference("LearningRecord"), most: LearningRecordRepository.most),
                answerExample: ["items": [LearningSchemas.recordExample], "next": .null]
            )
        ) { call in
            let id: MemberID = try call.identity()
            return try await services.read(call) { tx in
                _ = try await tx.members.history(id)
                return .page(try await tx.learningRecords.list(id).map { JSONValue($0) }, next: nil)
            }
        }
    }

    private var declare: APIOperation {
        APIOperation(
            .post,
            "/members/{id}/learning-records",
            .editor,
            .init(
                id: "declareLearning",
                summary: "Records what a member says to have learned elsewhere.",
                effect: .changes,
                body: .reference("LearningRecordDraft"),
                bodyExample: LearningSchemas.draftExample,
                status: .created,
                answer: .reference("RecordVersion"),
                answerExample: LearningSchemas.change,
                hasVersion: true,
                refusals: [.invalid, .conflict, .forbidden]
            )
        ) { call in
            let member: MemberID = try call.identity()
            let record = try Self.record(call.body)
            return try await services.change(call) { tx in
                let id = try await tx.learningRecords.declare(record, of: member)
                let version = APISchemas.firstVersion
                let path = "/members/\(member)/learning-records/\(id)"
                return .made(Self.version(id, version), at: path, version: version)
            }
        }
    }

    private var change: APIOperation {
        APIOperation(
            .put,
            "/members/{id}/learning-records/{record}",
            .editor,
            .init(
                id: "changeLearningRecord",
                summary: "Puts right what was declared; what was verified or refused is declared again.",
                effect: .changesVersion,
                body: .reference("LearningRecordDraft"),
                bodyExample: LearningSchemas.draftExample,
                answer: .reference("RecordVersion"),
                answerExample: LearningSchemas.change,
                hasVersion: true,
                refusals: [.invalid, .conflict, .forbidden]
            )
        ) { call in
            let (member, id) = try Self.identities(call)
            let record = try Self.record(call.body)
            return try await services.change(call) { tx in
                try await Self.require(id, of: member, tx)
                let version = try await tx.learningRecords.update(id, version: call.version, record)
                return APIAnswer(Self.version(id, version), version: version)
            }
        }
    }

    private func judge(_ noun: String) -> APIOperation {
        let isVerified = noun == "verification"
        return APIOperation(
            .post,
            "/members/{id}/learning-records/{record}/\(noun)",
            .editor,
            .init(
                id: isVerified ? "verifyLearning" : "refuseLearning",
                summary: isVerified
                    ? "Records that an officer has seen the proof." : "Records that an officer does not believe it.",
                effect: .changesVersion,
                answer: .reference("RecordVersion"),
                answerExample: LearningSchemas.change,
                hasVersion: true,
                refusals: [.invalid, .conflict, .forbidden]
            )
        ) { call in
            let (member, id) = try Self.identities(call)
            return try await services.change(call) { tx in
                try await Self.require(id, of: member, tx)
                let version =
                    isVerified
                    ? try await tx.learningRecords.verify(id, version: call.version)
                    : try await tx.learningRecords.refuse(id, version: call.version)
                return APIAnswer(Self.version(id, version), version: version)
            }
        }
    }

    private var remove: APIOperation {
        APIOperation(
            .delete,
            "/members/{id}/learning-records/{record}",
            .editor,
            .init(
                id: "removeLearningRecord",
                summary: "Removes a record that was made by mistake and not verified.",
                effect: .changesVersion,
                status: .noContent,
                refusals: [.conflict, .forbidden]
            )
        ) { call in
            let (member, id) = try Self.identities(call)
            return try await services.change(call) { tx in
                try await Self.require(id, of: member, tx)
                try await tx.learningRecords.remove(id, version: call.version)
                return .done
            }
        }
    }

    private static func record(_ body: JSONObject) throws(Problem) -> LearningRecord {
        let topic: TopicID? = APICall.identity("topic", in: body)
        guard let title = body["title"]?.text, let topic, let endedOn = ClassDocument.day("ended_on", in: body),
            let minutes = body["minutes"]?.whole
        else { throw Problem(.internalError) }
        return LearningRecord(
            title: title,
            provider: body["provider"]?.text ?? "",
            topic: topic,
            startedOn: ClassDocument.day("started_on", in: body),
            endedOn: endedOn,
            minutes: minutes,
            evidence: body["evidence"]?.text ?? ""
        )
    }

    private static func identities(_ call: APICall) throws -> (MemberID, LearningRecordID) {
        (try call.identity(), try call.identity("record"))
    }

    private static func require(_ id: LearningRecordID, of member: MemberID, _ tx: TenantTransaction) async throws {
        guard try await tx.learningRecords.list(member).contains(where: { $0.id == id }) else {
            throw StoreError.notFound
        }
    }

    static func version<Subject>(_ id: Identity<Subject>, _ version: Int) -> JSONValue {
        ["id": JSONValue(id), "version": .integer(version)]
    }
}
