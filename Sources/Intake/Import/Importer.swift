package import Programme
package import Store

/// Takes the lists of offices into a tenant, in four steps that may lie days apart and run in any process, because all that
/// there is to know is in the database:
///
///     let detail = try await importer.receive(path: path, fileName: "hội viên.xlsx", context)   // 1. upload
///     try await importer.set(settings, of: id, version: version, context)                       // 2. columns
///     try await importer.run(id, version: version, applying: false, context)                    // 3. dry run
///     try await importer.run(id, version: version, applying: true, context)                     // 4. commit
///     try await importer.undo(id, version: version, context)                                    //    and back
///
/// The dry run and the commit are one code path in one transaction. A process that is killed leaves nothing half-done;
/// `recover` puts the import's state right afterwards.
package struct Importer: Sendable {
    /// Bytes of an upload, at most: 100,000 members have about 10 MiB as a workbook.
    package static let mostBytes = 20 << 20

    let database: TenantDatabase
    let areas: AreaHistory
    let today: CalendarDay
    let folder: String

    /// - Parameters:
    ///   - areas: among which wards and hamlets are looked up.
    ///   - today: no date of a list may be after it.
    ///   - folder: where files are put for the time of one call; nobody else should be able to read it.
    package init(database: TenantDatabase, areas: AreaHistory, today: CalendarDay, folder: String) {
        self.database = database
        self.areas = areas
        self.today = today
        self.folder = folder
    }
}
