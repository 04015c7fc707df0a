import Postgres
import Programme
import Store
import Synchronization
import Testing

@Suite struct IdempotencyTests {
    private static let request = IdentityScene.hash("POST /members {}")
    private static let answer = StoredAnswer(
        status: 201,
        headers: ["ETag": "\"1\"", "Location": "/members/1"],
        body: Array("{\"tên\": \"Siu H'Mai\"}".utf8)
    )

    /// What a door does with a request that has a key.
    private func handle(
        _ scene: IdentityScene,
        _ officer: Officer,
        of tenant: Tenant,
        key: String,
        request: SecretHash = request,
        work: () async throws -> Void = {}
    ) async throws -> (answer: StoredAnswer, isRepeated: Bool) {
        try await scene.tenants.write(IdentityScene.context(officer, of: tenant)) { tx in
            if let stored = try await tx.idempotency.claim(key, requestHash: request) { return (stored, true) }
            try await work()
            try await tx.idempotency.store(Self.answer, for: key, requestHash: request)
            return (Self.answer, false)
        }
    }

    @Test func `the same request again gets the same answer and does nothing`() async throws {
        try await IdentityScene.with { scene in
            let first = try await handle(scene, scene.lan, of: scene.women, key: "k")
            #expect(!first.isRepeated)
            let second = try await handle(scene, scene.lan, of: scene.women, key: "k") { throw CancellationError() }
            #expect(second.isRepeated)
            #expect(second.answer == Self.answer)
        }
    }

    @Test func `a key that is used for another request is refused`() async throws {
        try await IdentityScene.with { scene in
            _ = try await handle(scene, scene.lan, of: scene.women, key: "k")
            let other = IdentityScene.hash("POST /members {other}")
            let error = await refusal {
                _ = try await handle(scene, scene.lan, of: scene.women, key: "k", request: other)
            }
            #expect(error == .refused(.idempotencyKeyReused))
            for key in ["", String(repeating: "k", count: 129)] {
                let error = await refusal { _ = try await handle(scene, scene.lan, of: scene.women, key: key) }
                #expect(error == .refused(.idempotencyKeyReused))
            }
        }
    }

    @Test func `an officer never meets the keys of another, in the same tenant or elsewhere`() async throws {
        try await IdentityScene.with { scene in
            let hoa = try await scene.admin.addOfficer(IdentityScene.addition("hoa"), to: scene.women.id).officer
            for (officer, tenant) in [(scene.lan, scene.women), (hoa, scene.women), (scene.minh, scene.veterans)] {
                let isRepeated = try await handle(scene, officer, of: tenant, key: "k").isRepeated
                #expect(!isRepeated)
            }
        }
    }

    @Test func `of many at once with one key one does the work, and all get its answer`() async throws {
        try await IdentityScene.with { scene in
            let works = Count()
            let repeated = try await withThrowingTaskGroup(of: Bool.self) { group in
                for _ in 0..<12 {
                    group.addTask {
                        try await handle(scene, scene.lan, of: scene.women, key: "k") {
                            works.value.add(1, ordering: .relaxed)
                            try await Task.sleep(for: .milliseconds(50))
                        }.isRepeated
                    }
                }
                return try await group.reduce(into: []) { $0.append($1) }
            }
            #expect(works.value.load(ordering: .relaxed) == 1)
            #expect(repeated.count { !$0 } == 1)
        }
    }

    @Test func `a request that failed leaves its key free`() async throws {
        try await IdentityScene.with { scene in
            await #expect(throws: CancellationError.self) {
                try await handle(scene, scene.lan, of: scene.women, key: "k") { throw CancellationError() }
            }
            let isRepeated = try await handle(scene, scene.lan, of: scene.women, key: "k").isRepeated
            #expect(!isRepeated)
        }
    }

    @Test func `a key is forgotten after a day`() async throws {
        try await IdentityScene.with { scene in
            _ = try await handle(scene, scene.lan, of: scene.women, key: "old")
            _ = try await handle(scene, scene.minh, of: scene.veterans, key: "old")
            try await scene.migrated.database.run(
                "update app.idempotency_keys set created_at = now() - interval '25 hours'"
            )
            let isRepeated = try await handle(scene, scene.lan, of: scene.women, key: "old").isRepeated
            #expect(!isRepeated)
            try await scene.migrated.database.run(
                "update app.idempotency_keys set created_at = now() - interval '25 hours'"
            )
            _ = try await handle(scene, scene.lan, of: scene.women, key: "new")
            let kept = "select key from app.idempotency_keys where tenant_id = '\(scene.women.id)'"
            #expect(try await scene.migrated.database.run(kept) == "new\n")
            #expect(try await scene.migrated.database.run("select count(*) from app.idempotency_keys") == "2\n")
            #expect(try await scene.admin.purgeIdempotencyKeys() == 1)
            #expect(try await scene.migrated.database.run("select count(*) from app.idempotency_keys") == "1\n")
        }
    }

    @Test func `the operator has no keys`() async throws {
        try await IdentityScene.with { scene in
            let context = TenantContext.operator(in: scene.women.id)
            let error = await refusal {
                _ = try await scene.tenants.write(context) {
                    try await $0.idempotency.claim("k", requestHash: Self.request)
                }
            }
            #expect(error == .notFound)
        }
    }
}

private final class Count: Sendable {
    let value = Atomic<Int>(0)
}
