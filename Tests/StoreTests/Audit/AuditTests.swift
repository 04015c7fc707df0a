import Postgres
import Programme
import Store
import Testing

@Suite struct AuditTests {
    @Test func `whatever gives or changes persons leaves a line, with who and in which request`() async throws {
        try await StoreScene.with { scene in
            let mine = scene.mine
            let id = try await scene.add(["Lê An"], branch: mine.branch)[0]
            let double = try await scene.add(["Lê Ân"], branch: mine.branch)[0]
            let consent = ConsentRecord(purpose: "Quản lý", method: .paper, givenOn: CalendarDay.epoch)
            let changes = MemberChanges(
                [.phone],
                to: MemberRecord(named: "") { $0.phone = PhoneNumber(digits: "0905123456") }
            )
            typealias Work = (TenantTransaction) async throws -> Void
            let steps: [(String, Work)] = [
                ("member.read", { _ = try await $0.members.find(id) }),
                ("member.list", { _ = try await $0.members.list(MemberFilter()) }),
                ("member.search", { _ = try await $0.members.list(MemberFilter(text: "an")) }),
                ("member.history", { _ = try await $0.members.history(id) }),
                ("member.dossier", { _ = try await $0.members.dossier(id) }),
                ("member.update", { _ = try await $0.members.update(id, version: 1, changes) }),
                (
                    "member.transfer",
                    { _ = try await $0.members.transfer(id, version: 2, to: mine.branchBelow, on: nil) }
                ),
                ("member.leave", { _ = try await $0.members.leave(id, version: 3, reason: nil, on: nil) }),
                ("member.join", { _ = try await $0.members.join(id, version: 4, branch: nil, on: nil) }),
                ("consent.record", { _ = try await $0.consents.record(consent, of: id) }),
                ("consent.list", { _ = try await $0.consents.list(id) }),
                ("duplicate.list", { _ = try await $0.duplicates.list(.name) }),
                ("duplicate.compare", { _ = try await $0.duplicates.compare(id, double) }),
                ("duplicate.dismiss", { try await $0.duplicates.dismiss(id, double) }),
                (
                    "duplicate.merge",
                    {
                        let request = MergeRequest(kept: id, keptVersion: 5, absorbed: double, absorbedVersion: 1)
                        _ = try await $0.duplicates.merge(request)
                    }
                ),
                ("member.die", { _ = try await $0.members.die(id, version: 6, on: nil) }),
                ("member.erase", { _ = try await $0.members.erase(id, version: 7, reason: .request) }),
                ("branch.insert", { _ = try await $0.branches.insert(name: "Chi hội 7") }),
                ("branch.update", { _ = try await $0.branches.update(mine.branch, version: 1, name: "A", area: nil) }),
            ]
            for (action, work) in steps {
                let last = try await scene.read { try await $0.audit.list(limit: 1) }.entries.first
                try await scene.write { try await work($0) }
                let lines = try await scene.read { try await $0.audit.list() }.entries.prefix { $0.id != last?.id }
                let line = try #require(lines.last { $0.action.rawValue == action }, "\(action)")
                #expect(line.officer == mine.administrator.officer)
                #expect(line.actor == "officer")
                #expect(line.requestID == "request-phu-nu-0")
                if action.hasPrefix("member") { #expect(line.subjects.contains(id.uuid), "\(action)") }
            }
            let update = try await scene.read { try await $0.audit.list(AuditFilter(subject: id.uuid)) }.entries
                .last { $0.action.rawValue == "member.update" }
            #expect(update?.fields == ["phone"])
            let values = try await scene.sql(
                "select count(*) from app.audit_entries where details::text like '%0905123456%'"
            )
            #expect(values == "0")
        }
    }

    @Test func `what is rolled back leaves no line, and reading leaves one`() async throws {
        struct Stop: Error {}
        try await StoreScene.with { scene in
            let id = try await scene.add(["Lê An"])[0]
            await #expect(throws: Stop.self) {
                try await scene.write { tx in
                    _ = try await tx.members.die(id, version: 1, on: nil)
                    throw Stop()
                }
            }
            _ = try await scene.read(scene.mine.viewer) { try await $0.members.find(id) }
            let actions = try await scene.read { try await $0.audit.list() }.entries.map(\.action.rawValue)
            #expect(actions == ["member.read", "member.insert"])
        }
    }

    @Test func `administrators read the audit in pages, others none of it`() async throws {
        try await StoreScene.with { scene in
            _ = try await scene.add((0..<9).map { "Lê \($0)" })
            try await scene.write(scene.mine.editor) { tx in
                try await tx.audit.append(AuditAction(rawValue: "officer.sign_in"), details: ["count": "1"])
            }
            var seen: [AuditEntryID] = []
            var after: AuditEntryID?
            repeat {
                let page = try await scene.read { try await $0.audit.list(after: after, limit: 4) }
                seen += page.entries.map(\.id)
                after = page.next
            } while after != nil
            #expect(seen.count == 10)
            #expect(seen == seen.sorted(by: >))
            let byEditor = AuditFilter(officer: scene.mine.editor.officer)
            let own = try await scene.read { try await $0.audit.list(byEditor) }
            #expect(own.entries.map(\.action.rawValue) == ["officer.sign_in"])
            #expect(own.entries.first?.details == ["count": "1"])
            for officer in [scene.mine.editor, scene.mine.viewer, scene.mine.branchEditor] {
                let page = try await scene.read(officer) { try await $0.audit.list() }
                #expect(page.entries.isEmpty)
            }
        }
    }
}
