import Foundation
import Postgres
import Programme
import Store
import TestSupport
import Testing

/// One person in several organisations is counted once, whatever happens to the memberships.
@Suite struct PersonTokenTests {
    private static let knownToken = "6272383e613ffaf478e37b66a81f6c9c"

    @Test func `a key of too few bytes is refused, and none is printed`() throws {
        #expect(throws: PersonKey.TooShort.self) { try PersonKey(secret: Data("short".utf8)) }
        let key = try PersonScene.key("s")
        #expect("\(key)" == "PersonKey(epoch \(key.epoch))")
        var dumped = ""
        dump(key, to: &dumped)
        #expect(!dumped.contains("ssss") && !dumped.contains("115"))
        #expect(try PersonScene.key("t").epoch != key.epoch)
        #expect(try PersonScene.key("s").epoch == key.epoch)
    }

    @Test func `a token is of the whole 12 digits, the same each time, and another with another key`() throws {
        let (one, other) = (try PersonScene.key("s"), try PersonScene.key("t"))
        let token = try #require(one.token(for: PersonScene.hanh))
        #expect(token.bytes.count == PersonToken.sizeBytes && token.keyEpoch == one.epoch)
        #expect(one.token(for: PersonScene.hanh) == token)
        #expect(one.token(for: PersonScene.hoa) != token)
        #expect(other.token(for: PersonScene.hanh)?.bytes != token.bytes)
        // as openssl makes it of `hoctap.person`, `count` and the number, with a NUL between
        let known = try PersonScene.key("k")
        let bytes = try #require(known.token(for: PersonScene.hanh)).bytes
        #expect(bytes.map { String($0 >> 4, radix: 16) + String($0 & 15, radix: 16) }.joined() == Self.knownToken)
        #expect(known.epoch == 241_697_696)
        // nobody knows which old number belonged to whom
        #expect(one.token(for: PersonScene.hanhOld) == nil)
        #expect(one.token(for: nil) == nil)
    }

    @Test func `who is in two organisations counts once, until the last membership ends`() async throws {
        try await PersonScene.with { people in
            let mine = try await people.add(PersonScene.hanh)
            let other = try await people.add(PersonScene.hanh, to: people.scene.other)
            #expect(try await people.counts() == [1, 2, 0])
            _ = try await people.add(PersonScene.hoa)
            _ = try await people.add(PersonScene.hanhOld)
            #expect(try await people.counts() == [2, 4, 1])
            try await people.write { tx in
                _ = try await tx.members.transfer(mine, version: 1, to: people.scene.mine.otherBranch, on: nil)
            }
            #expect(try await people.counts() == [2, 4, 1])
            try await people.write { _ = try await $0.members.leave(mine, version: 2, reason: nil, on: nil) }
            #expect(try await people.counts() == [2, 3, 1])
            try await people.tenants.write(people.scene.other.administrator) { tx in
                _ = try await tx.members.leave(other, version: 1, reason: nil, on: nil)
            }
            #expect(try await people.counts() == [1, 2, 1])
            try await people.write { tx in
                _ = try await tx.members.join(mine, version: 3, branch: people.scene.mine.branch, on: nil)
            }
            #expect(try await people.counts() == [2, 3, 1])
        }
    }

    @Test func `a citizen ID that is put right or taken away takes the token along`() async throws {
        try await PersonScene.with { people in
            let mine = try await people.add(PersonScene.hoa)
            _ = try await people.add(PersonScene.hanh, to: people.scene.other)
            #expect(try await people.counts() == [2, 2, 0])
            try await people.change(mine, version: 1, to: PersonScene.hanh)
            #expect(try await people.counts() == [1, 2, 0])
            try await people.change(mine, version: 2, to: PersonScene.hanhOld)
            #expect(try await people.counts() == [1, 2, 1])
            try await people.change(mine, version: 3, to: PersonScene.hanh)
            try await people.change(mine, version: 4, to: nil)
            #expect(try await people.epoch(of: mine) == nil)
            #expect(try await people.counts() == [1, 2, 1])
        }
    }

    @Test func `without the key a token stays with its number, and goes with another one`() async throws {
        try await PersonScene.with { people in
            let bare = people.scene.tenants
            let mine = try await people.add(PersonScene.hanh)
            _ = try await people.add(PersonScene.hanh, to: people.scene.other, in: bare)
            #expect(try await people.counts() == [1, 2, 1])
            try await bare.write(people.scene.mine.administrator) { tx in
                var values = MemberRecord()
                values.texts[.remark] = "x"
                _ = try await tx.members.update(mine, version: 1, MemberChanges([.remark], to: values))
            }
            #expect(try await people.epoch(of: mine) == people.key.epoch)
            try await people.change(mine, version: 2, to: PersonScene.hoa, in: bare)
            #expect(try await people.epoch(of: mine) == nil)
            #expect(try await people.counts() == [0, 2, 2])
        }
    }

    @Test func `merges, taking them back, and erasure count the person that is left`() async throws {
        try await PersonScene.with { people in
            let kept = try await people.add(PersonScene.hanh)
            let absorbed = try await people.add(PersonScene.hoa)
            _ = try await people.add(PersonScene.hoa, to: people.scene.other)
            #expect(try await people.counts() == [2, 3, 0])
            let merge = try await people.write { tx in
                try await tx.duplicates.merge(
                    MergeRequest(kept: kept, keptVersion: 1, absorbed: absorbed, absorbedVersion: 1)
                )
            }
            #expect(try await people.counts() == [2, 2, 0])
            try await people.write { try await $0.duplicates.undo(merge) }
            #expect(try await people.counts() == [2, 3, 0])
            try await people.write { tx in
                let version = try await tx.members.find(absorbed).version
                _ = try await tx.members.erase(absorbed, version: version, reason: .request)
            }
            #expect(try await people.epoch(of: absorbed) == nil)
            #expect(try await people.counts() == [2, 2, 0])
        }
    }

    @Test func `after the key was exchanged nothing of the old one is compared, and tokens are made anew`() async throws
    {
        try await PersonScene.with { people in
            let first = try await people.add(PersonScene.hanh)
            _ = try await people.add(PersonScene.hanh, to: people.scene.other)
            _ = try await people.add(PersonScene.hoa)
            #expect(try await people.counts() == [2, 3, 0])
            let new = try PersonScene.key("n")
            // a server that was started with the new key before anybody said so
            let early = try await people.add(
                PersonScene.hoa,
                to: people.scene.other,
                in: TenantDatabase(pool: people.scene.pool, personKey: new)
            )
            #expect(try await people.counts() == [2, 4, 1])
            try await RunningPool.with(try people.scene.database.configuration(.admin)) { pool in
                let admin = AdminDatabase(pool: pool, requestID: "test")
                #expect(try await !pool.withConnection { try await new.note(on: $0) })
                try await admin.exchangePersonKey(new)
                #expect(try await people.counts() == [1, 4, 3])
                #expect(try await admin.makeTokens(of: people.scene.mine.id, new) == 2)
                #expect(try await people.counts() == [2, 4, 1])
                #expect(try await admin.makeTokens(of: people.scene.other.id, new) == 1)
                #expect(try await people.counts() == [2, 4, 0])
                #expect(try await admin.makeTokens(of: people.scene.mine.id, new) == 0)
                #expect(try await pool.withConnection { try await new.note(on: $0) })
            }
            #expect(try await people.epoch(of: first) == new.epoch)
            #expect(try await people.epoch(of: early) == new.epoch)
            let lines = "select count(*) from app.audit_entries where action = 'tenant.tokens'"
            #expect(try await people.scene.sql(lines) == "2")
        }
    }

    @Test func `members from before there was a key get their tokens, a thousand at a time`() async throws {
        try await PersonScene.with { people in
            try await people.scene.addMany(2500, to: people.scene.mine)
            let bare = try await people.counts()
            #expect(bare == [0, 2500, 2500])
            try await RunningPool.with(try people.scene.database.configuration(.admin)) { pool in
                var told: [Int] = []
                let made = try await AdminDatabase(pool: pool).makeTokens(of: people.scene.mine.id, people.key) {
                    told.append($0)
                }
                let numbers = "select count(*) from app.members where length(citizen_id) = 12 and citizen_id !~ '^0*$'"
                #expect(String(made) == (try await people.scene.sql(numbers)))
                #expect(told.count >= 3 && told.last == made)
            }
            let after = try await people.counts()
            #expect(after[0] > 0 && after[0] + after[2] <= 2500)
        }
    }

    @Test func `the first key that anybody names is the one that counts`() async throws {
        try await StoreScene.with(sharing: true) { scene in
            let (one, other) = (try PersonScene.key("1"), try PersonScene.key("2"))
            let keyed = TenantDatabase(pool: scene.pool, personKey: one)
            _ = try await keyed.write(scene.mine.administrator) { tx in
                let record = MemberRecord(named: "Lê An") { $0.citizenID = PersonScene.hanh }
                return try await tx.members.insert(record, branch: scene.mine.branch)
            }
            let people = PersonScene(scene: scene, key: one, tenants: keyed)
            #expect(try await people.counts()[0] == 0)
            #expect(try await scene.pool.withConnection { try await one.note(on: $0) })
            #expect(try await people.counts()[0] == 1)
            #expect(try await !scene.pool.withConnection { try await other.note(on: $0) })
            #expect(try await scene.sql("select epoch from tally.person_key") == "\(one.epoch)")
        }
    }
}
