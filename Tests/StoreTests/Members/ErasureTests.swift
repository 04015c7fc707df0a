import Foundation
import Postgres
import Programme
import Store
import Testing

@Suite struct ErasureTests {
    /// Every value of `MemberRecord.everythingKnown` that could tell who it was, as the database keeps it.
    private static let values = [
        "Rơ Châm H'Lan Kpă", "Rơ Châm", "H'Lan", "ro cham", "hlan", "kpa", "1960-05", "064160001234", "0905123456",
        "Gia Rai", "Đạo Hà Mòn", "Ia Grai", "Plei Ốp", "Trần Hưng Đạo", "thổ cẩm", "Hợp tác xã", "Ia Kring", "GL-0042",
        "Chi hội phó", "Tổ phụ nữ 3", "Nghệ nhân", "2010-02-03", "near_poor", "7/10", "Hồ sơ 12",
    ]

    @Test func `an erased person is nowhere, and still counted`() async throws {
        try await StoreScene.with { scene in
            let (id, absorbed, version) = try await Self.person(scene)
            let importID = try await Self.traces(of: id, scene)
            #expect(try await Self.hits(scene) > 8)
            let joined = "select count(*) from app.membership_events where tenant_id = '\(scene.mine.id)'"
            let before = try await scene.sql(joined)
            let erasure = try await scene.write { try await $0.members.erase(id, version: version, reason: .request) }
            #expect(Set(erasure.records) == [id, absorbed])
            #expect(erasure.imports == [importID])
            let left = try await Self.hits(scene)
            #expect(left == 0)
            let after = try await scene.sql(joined)
            #expect(after == before)
            let member = try await scene.read { try await $0.members.find(id) }
            #expect(member.state == .erased)
            #expect(member.record.knownFields == [.fullName])
            #expect(member.branch == scene.mine.branch)
            #expect(
                member.events.map(\.event.date) == [
                    PartialDate(edtf: "1985"), PartialDate(edtf: "2010"), PartialDate(edtf: "2020"),
                ]
            )
            let all = MemberFilter(states: Set(MemberState.allCases))
            let page = try await scene.read { try await $0.members.list(all) }
            #expect(page.names == ["Rơ Châm Blơi"])
            await #expect(throws: StoreError.refused(.memberGone)) {
                try await scene.write { try await $0.members.erase(id, version: member.version, reason: .request) }
            }
        }
    }

    @Test func `only an administrator of the whole tenant erases, from the version that was seen`() async throws {
        try await StoreScene.with { scene in
            let id = try await scene.add(["Lê An"], branch: scene.mine.branch)[0]
            for officer in [scene.mine.editor, scene.mine.viewer, scene.mine.branchEditor] {
                await #expect(throws: StoreError.refused(.outsidePart)) {
                    try await scene.write(officer) { try await $0.members.erase(id, version: 1, reason: .mistake) }
                }
                await #expect(throws: StoreError.refused(.outsidePart)) {
                    try await scene.read(officer) { try await $0.members.dossier(id) }
                }
            }
            await #expect(throws: StoreError.versionDiffers(current: 1)) {
                try await scene.write { try await $0.members.erase(id, version: 2, reason: .mistake) }
            }
            let foreign = try #require(try await scene.ids(of: scene.other).first)
            await #expect(throws: StoreError.notFound) {
                try await scene.write { try await $0.members.erase(foreign, version: 1, reason: .mistake) }
            }
            await #expect(throws: StoreError.notFound) {
                try await scene.read { try await $0.members.dossier(foreign) }
            }
        }
    }

    @Test func `a dossier has everything that is kept about a person`() async throws {
        try await StoreScene.with { scene in
            let (id, absorbed, _) = try await Self.person(scene)
            _ = try await Self.traces(of: id, scene)
            _ = try await scene.read(scene.mine.viewer) { try await $0.members.find(id) }
            let dossier = try await scene.read { try await $0.members.dossier(id) }
            #expect(Set(dossier.records.map(\.id)) == [id, absorbed])
            let record = try #require(dossier.records.first { $0.id == id })
            #expect(record.values.fields == MemberRecord.everythingKnown(in: scene.areas.hamlet).knownFields)
            #expect(record.branchName == "Chi hội 1")
            #expect(record.life.map(\.kind) == ["joined", "left", "died"])
            #expect(dossier.consents.map(\.record.evidence) == ["Hồ sơ 12"])
            #expect(dossier.merges.map(\.absorbed) == [absorbed])
            #expect(dossier.imports.map(\.fileName) == ["danh sách.xlsx"])
            #expect(dossier.imports.first?.after?[.citizenID] == "064160001234")
            let read = try #require(dossier.audit.last { $0.action == "member.read" })
            #expect(read.officerName == "Cán bộ 2")
            #expect(!dossier.hasMoreEntries)
            let json = try JSONEncoder().encode(dossier)
            let back = try JSONDecoder().decode(MemberDossier.self, from: json)
            #expect(back.records.first { $0.id == id }?.values == record.values)
        }
    }

    /// A person with everything known, who took another record in.
    private static func person(_ scene: StoreScene) async throws -> (id: MemberID, absorbed: MemberID, version: Int) {
        let whole = MemberRecord.everythingKnown(in: scene.areas.hamlet)
        return try await scene.write { tx in
            let id = try await tx.members.insert(whole, branch: scene.mine.branch)
            let double = try await tx.members.insert(
                MemberRecord(named: "Rơ Châm H'Lan") { $0.phone = PhoneNumber(digits: "0905123456") },
                branch: scene.mine.branch
            )
            _ = try await tx.members.insert(MemberRecord(named: "Rơ Châm Blơi"), branch: scene.mine.branch)
            let request = MergeRequest(kept: id, keptVersion: 1, absorbed: double, absorbedVersion: 1)
            _ = try await tx.duplicates.merge(request)
            let given = CalendarDay.epoch
            let consent = ConsentRecord(purpose: "Quản lý", method: .paper, givenOn: given, evidence: "Hồ sơ 12")
            _ = try await tx.consents.record(consent, of: id)
            return (id, double, 2)
        }
    }

    /// An upload with the person in its file and rows, one of them without a member; and an answer kept for another officer.
    private static func traces(of id: MemberID, _ scene: StoreScene) async throws -> ImportID {
        let upload = NewImport(fileName: "danh sách.xlsx", fileBytes: 20, fileHash: Array(repeating: 7, count: 32))
        let importID = try await scene.write(scene.mine.editor) { tx in
            let importID = try await tx.imports.insert(upload)
            try await tx.imports.writePart(0, of: importID, Array("0905123456,ro cham".utf8))
            return importID
        }
        let rows = """
            insert into app.import_rows (tenant_id, import_id, row_number, outcome, member_id, values_after, problems) values
                ('\(scene.mine.id)', '\(importID)', 5, 'new', '\(id)',
                    '{"full_name": "Rơ Châm H''Lan Kpă", "citizen_id": "064160001234"}', null),
                ('\(scene.mine.id)', '\(importID)', 6, 'problem', null,
                    '{"full_name": "Rơ Châm H''Lan Kpă", "birth_date": "1960-05"}', '["0905123456"]');
            insert into app.idempotency_keys (tenant_id, officer_id, key, request_hash, status, body)
            select '\(scene.mine.id)', id, 'k', decode(repeat('00', 32), 'hex'), 201,
                convert_to('{"id": "\(id)", "full_name": "Rơ Châm H''Lan Kpă"}', 'UTF8')
            from app.officers where tenant_id = '\(scene.mine.id)' and role = 'viewer'
            """
        try await scene.database.database.run(rows)
        return importID
    }

    /// In how many rows of all tables one of the values stands, bytes included, other people of the same words left out.
    private static func hits(_ scene: StoreScene) async throws -> Int {
        let tables = try await scene.sql(
            """
            select format('%I.%I', n.nspname, c.relname) from pg_class c join pg_namespace n on n.oid = c.relnamespace
            where n.nspname in ('app', 'identity') and c.relkind = 'r' and c.relname not in ('branches', 'areas')
            """
        ).split(separator: "\n")
        let texts = values.map { "'%" + $0.replacingOccurrences(of: "'", with: "''") + "%'" }
        let bytes = values.map { "'%" + $0.utf8.map { String(format: "%02x", $0) }.joined() + "%'" }
        let counts = tables.map { table in
            """
            (
                select count(*) from \(table) t
                where (
                    t::text ilike any (array[\(texts.joined(separator: ", "))])
                    or to_jsonb(t)::text ilike any (array[\(bytes.joined(separator: ", "))])
                ) and not t::text like any (array['%\(scene.other.id)%', '%Blơi%', '%,cham,%', '%,ro,%'])
            )
            """
        }
        return Int(try await scene.sql("select " + counts.joined(separator: " + "))) ?? -1
    }
}
