import Foundation
import Postgres
import Programme
import Reports
import Store
import TestSupport
import Testing

/// What makes reports over the scene of a test.
struct ReportScene: Sendable {
    let tenants: TenantDatabase
    let maker: ReportMaker
    let queue: ReportQueue
    let pool: PostgresPool
    let folder: String

    /// Lends a maker with a folder of its own; nothing may be left in it.
    static func with(
        _ database: MigratedDatabase,
        _ pool: PostgresPool,
        _ body: (ReportScene) async throws -> Void
    ) async throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "report-scene-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        try await RunningPool.with(try database.configuration(.city)) { city in
            let tenants = TenantDatabase(pool: pool)
            let maker = ReportMaker(
                tenants: tenants,
                city: CityDatabase(pool: city),
                printer: ReportMaker.printer(),
                origin: "https://hoctap.test",
                folder: folder.path
            )
            let queue = ReportQueue(pool: pool)
            try await body(
                ReportScene(tenants: tenants, maker: maker, queue: queue, pool: pool, folder: folder.path)
            )
        }
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path).isEmpty)
    }

    /// Asks for a report and makes what waits.
    func make(_ subject: ReportSubject, _ context: TenantContext) async throws -> StoredReport {
        let id = try await tenants.write(context) { try await $0.reports.ask(subject, today: day(2026, 12, 31)) }
        try await makeWaiting()
        return try await find(id, context)
    }

    /// Makes what waits, for whichever tenant.
    func makeWaiting() async throws {
        for waiting in try await queue.waiting() { _ = try await maker.make(waiting) }
    }

    func find(_ id: ReportID, _ context: TenantContext) async throws -> StoredReport {
        try await tenants.read(context) { try await $0.reports.find(id).report }
    }

    /// The bytes of each file of a report.
    func files(_ id: ReportID, _ context: TenantContext) async throws -> [OfficialFile: [UInt8]] {
        try await tenants.read(context) { tx in
            var files: [OfficialFile: [UInt8]] = [:]
            for file in try await tx.reports.find(id).files {
                var (bytes, ordinal): ([UInt8], Int) = ([], 0)
                while let piece = try await tx.reports.part(ordinal, of: id, file.kind) {
                    bytes += piece
                    ordinal += 1
                }
                #expect(bytes.count == file.sizeBytes)
                files[file.kind] = bytes
            }
            return files
        }
    }

    /// What a report says, line by line.
    func content(_ id: ReportID, _ context: TenantContext) async throws -> String {
        String(decoding: try await files(id, context)[.content] ?? [], as: UTF8.self)
    }

    static let signature = OfficialSignature(
        number: "12/BC-UBND",
        signedOn: day(2026, 11, 23),
        place: "Pleiku",
        office: "CHỦ TỊCH",
        signatory: "Nguyễn Văn An"
    )
}
