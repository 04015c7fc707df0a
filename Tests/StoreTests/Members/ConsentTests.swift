import Postgres
import Programme
import Store
import Testing

@Suite struct ConsentTests {
    @Test func `a consent is recorded, shown and taken back`() async throws {
        try await StoreScene.with { scene in
            let member = try await scene.add(["Lê An"])[0]
            let given = try #require(CalendarDay("2024-05-06"))
            let consent = ConsentRecord(
                purpose: "  Quản lý   hội viên ",
                legalBasis: .law,
                textVersion: "v1",
                method: .click,
                givenOn: given,
                evidence: "Hồ sơ 12"
            )
            let id = try await scene.write(scene.mine.editor) { try await $0.consents.record(consent, of: member) }
            let stored = try #require(try await scene.read { try await $0.consents.list(member) }.first)
            #expect(stored.id == id)
            #expect(stored.record.purpose == "Quản lý hội viên")
            #expect(stored.record.givenOn == given)
            #expect(stored.record.legalBasis == .law)
            #expect(stored.withdrawnOn == nil)
            #expect(stored.officer == scene.mine.editor.officer)
            let early = try #require(CalendarDay("2024-05-05"))
            await #expect(throws: StoreError.refused(.consentOrder)) {
                try await scene.write { try await $0.consents.withdraw(id, on: early) }
            }
            try await scene.write { try await $0.consents.withdraw(id, on: given) }
            #expect(try await scene.read { try await $0.consents.list(member) }.first?.withdrawnOn == given)
            await #expect(throws: StoreError.notFound) {
                try await scene.write { try await $0.consents.withdraw(id, on: given) }
            }
        }
    }

    @Test func `a consent is of a member whom the officer sees, and fits its fields`() async throws {
        try await StoreScene.with { scene in
            let member = try await scene.add(["Lê An"], branch: scene.mine.otherBranch)[0]
            let foreign = try #require(try await scene.ids(of: scene.other).first)
            let consent = ConsentRecord(purpose: "Thông báo", method: .sms, givenOn: CalendarDay.epoch)
            await #expect(throws: StoreError.notFound) {
                try await scene.write { try await $0.consents.record(consent, of: foreign) }
            }
            await #expect(throws: StoreError.notFound) {
                try await scene.write(scene.mine.branchEditor) { try await $0.consents.record(consent, of: member) }
            }
            for purpose in ["", " ", String(repeating: "ă", count: 101)] {
                let consent = ConsentRecord(purpose: purpose, method: .sms, givenOn: CalendarDay.epoch)
                await #expect(throws: StoreError.refused(.textLength)) {
                    try await scene.write { try await $0.consents.record(consent, of: member) }
                }
            }
        }
    }
}
