import Postgres
import Programme
import Store
import Testing

@Suite struct ImportTests {
    private static let upload = NewImport(
        fileName: "danh sách hội viên.xlsx",
        fileBytes: 2_500_000,
        fileHash: Array(0..<32)
    )

    @Test func `a file goes in and comes out in pieces`() async throws {
        try await StoreScene.with { scene in
            let part = ImportRepository.partBytes
            let file = (0..<2_500_000).map { UInt8(truncatingIfNeeded: $0 &* 31) }
            let id = try await scene.write(scene.mine.editor) { tx in
                let id = try await tx.imports.insert(Self.upload)
                for ordinal in 0..<3 {
                    let piece = file[(ordinal * part)..<min((ordinal + 1) * part, file.count)]
                    try await tx.imports.writePart(ordinal, of: id, Array(piece))
                }
                return id
            }
            let back = try await scene.read(scene.mine.editor) { tx in
                var bytes: [UInt8] = []
                while let piece = try await tx.imports.part(bytes.count / part, of: id) {
                    bytes += piece
                    if piece.count < part { break }
                }
                return bytes
            }
            #expect(back == file)
            await #expect(throws: StoreError.refused(.importState)) {
                try await scene.write(scene.mine.editor) { try await $0.imports.writePart(0, of: id, [1]) }
            }
            await #expect(throws: StoreError.refused(.uploadTooLarge)) {
                try await scene.write {
                    try await $0.imports.writePart(3, of: id, Array(repeating: 0, count: part + 1))
                }
            }
            try await scene.write { try await $0.imports.removeParts(of: id) }
            let gone = try await scene.read { try await $0.imports.part(0, of: id) }
            #expect(gone == nil)
        }
    }

    @Test func `an import goes its way, and no other`() async throws {
        try await StoreScene.with { scene in
            let id = try await scene.write { try await $0.imports.insert(Self.upload) }
            let stored = try await scene.read { try await $0.imports.find(id) }
            #expect(stored.state == .uploaded)
            #expect(stored.fileName == "danh sách hội viên.xlsx")
            #expect(stored.fileHash == Array(0..<32))
            #expect(stored.settings == "{}")
            let versions = try await scene.write { tx in
                [
                    try await tx.imports.set(#"{"sheet": "DS"}"#, of: id, version: 1),
                    try await tx.imports.move(id, version: 2, to: .checking),
                    try await tx.imports.move(id, version: 3, to: .checked, summary: #"{"new": 3}"#),
                    try await tx.imports.move(id, version: 4, to: .committing),
                ]
            }
            #expect(versions == [2, 3, 4, 5])
            await #expect(throws: StoreError.refused(.importState)) {
                try await scene.write { try await $0.imports.set("{}", of: id, version: 5) }
            }
            await #expect(throws: StoreError.versionDiffers(current: 5)) {
                try await scene.write { try await $0.imports.move(id, version: 4, to: .committed) }
            }
            for state in [ImportState.undone, .discarded, .checking, .uploaded, .committing] {
                await #expect(throws: StoreError.refused(.importState)) {
                    try await scene.write { try await $0.imports.move(id, version: 5, to: state) }
                }
            }
            let last = try await scene.write { tx in
                [
                    try await tx.imports.move(id, version: 5, to: .committed),
                    try await tx.imports.move(id, version: 6, to: .undone, failure: "by_officer"),
                ]
            }
            #expect(last == [6, 7])
            let undone = try await scene.read { try await $0.imports.find(id) }
            #expect(undone.committedAt != nil && undone.undoneAt != nil)
            #expect(undone.settings == #"{"sheet": "DS"}"#)
            #expect(undone.summary == #"{"new": 3}"#)
            #expect(undone.failure == "by_officer")
        }
    }

    @Test func `imports are seen by the whole tenant's officers and by the one who uploaded`() async throws {
        try await StoreScene.with { scene in
            let mine = scene.mine
            let ids = try await scene.write(mine.branchEditor) { tx in
                [try await tx.imports.insert(Self.upload), try await tx.imports.insert(Self.upload)]
            }
            let later = try await scene.write(mine.editor) { try await $0.imports.insert(Self.upload) }
            let first = try await scene.read(mine.viewer) { try await $0.imports.list(limit: 2) }
            #expect(first.imports.map(\.id) == [later, ids[1]])
            let second = try await scene.read(mine.viewer) { try await $0.imports.list(after: first.next, limit: 2) }
            #expect(second.imports.map(\.id) == [ids[0]])
            #expect(second.next == nil)
            let own = try await scene.read(mine.branchEditor) { try await $0.imports.list() }
            #expect(own.imports.map(\.id) == [ids[1], ids[0]])
            let none = try await scene.read(mine.areaEditor) { try await $0.imports.list() }
            #expect(none.imports == [])
            await #expect(throws: StoreError.notFound) {
                try await scene.read(mine.branchEditor) { try await $0.imports.find(later) }
            }
            await #expect(throws: StoreError.notFound) {
                try await scene.write(mine.branchEditor) { try await $0.imports.writePart(0, of: later, [1]) }
            }
        }
    }

    @Test func `progress, rows and remembered columns are kept`() async throws {
        try await StoreScene.with { scene in
            let member = try await scene.add(["Lê An"])[0]
            let id = try await scene.write { try await $0.imports.insert(Self.upload) }
            try await scene.write { tx in
                try await tx.imports.setProgress(of: id, phase: "checking", rowsDone: 10)
                try await tx.imports.setProgress(of: id, phase: "checking", rowsDone: 20, rowsExpected: 40)
                try await tx.imports.save(#"{"1": "full_name"}"#, for: Array(0..<32))
                try await tx.imports.save(#"{"1": "phone"}"#, for: Array(0..<32))
            }
            let progress = try await scene.read { try await $0.imports.progress(of: id) }
            #expect(progress?.rowsDone == 20 && progress?.rowsExpected == 40)
            let mapping = try await scene.read { try await $0.imports.mapping(Array(0..<32)) }
            #expect(mapping == #"{"1": "phone"}"#)
            let unknown = try await scene.read { try await $0.imports.mapping(Array(repeating: 0, count: 32)) }
            #expect(unknown == nil)
            try await scene.database.database.run(
                """
                insert into app.import_rows (
                    tenant_id, import_id, row_number, outcome, member_id, member_version, values_before, values_after, problems
                )
                select '\(scene.mine.id)', '\(id)', n, case when n % 3 = 0 then 'problem' else 'changed' end,
                    case when n % 3 <> 0 then '\(member)'::uuid end, 1, '{"phone": null}', '{"phone": "0905123456"}', '[]'
                from generate_series(1, 10) as n
                """
            )
            let page = try await scene.read { try await $0.imports.rows(of: id, limit: 6) }
            #expect(page.rows.map(\.number) == Array(1...6))
            #expect(page.rows[0].before?.fields == [.phone])
            #expect(page.rows[0].before?[.phone] == nil)
            #expect(page.rows[0].after?[.phone] == "0905123456")
            let rest = try await scene.read { try await $0.imports.rows(of: id, after: page.next ?? 0, limit: 6) }
            #expect(rest.rows.map(\.number) == Array(7...10))
            #expect(rest.next == nil)
            let problems = try await scene.read { try await $0.imports.rows(of: id, outcome: .problem) }
            #expect(problems.rows.map(\.number) == [3, 6, 9])
            let counts = try await scene.read { try await $0.imports.countRows(of: id) }
            #expect(counts == [.changed: 7, .problem: 3])
            let subjects = try await scene.read { try await $0.audit.list(AuditFilter(subject: member.uuid)) }.entries
            #expect(subjects.contains { $0.action.rawValue == "import.rows" })
        }
    }
}
