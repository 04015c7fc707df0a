import Foundation
package import Programme
import Spreadsheet
package import Store

/// What an upload of subjects is, and what becomes of its rows.
package struct SubjectImport: Sendable {
    /// One row with what becomes of it.
    package struct Row: Sendable {
        package let row: SubjectSheet.Row
        package let outcome: SubjectOutcome
    }

    package let stored: StoredImport
    package let kind: SubjectKind
    /// The headings that were understood, and those that were not.
    package let headings: [String]
    package let leftOut: [String]
    package let skippedCount: Int
    package let rows: [Row]
    /// What there is to say about rows, in their order.
    package let findings: [SubjectFinding]

    /// How many rows have an outcome.
    package func count(_ outcome: SubjectOutcome) -> Int { rows.count { $0.outcome == outcome } }
    /// Rows that have to be mended, or left out.
    package var problemRows: Set<Int> { Set(findings.filter { $0.problem.isError }.map(\.row)) }
    /// Whether something would be written.
    package var hasChanges: Bool { rows.contains { $0.outcome == .new || $0.outcome == .changed } }
}

/// Takes the lists of a ward's households, clans, communities and units over. What becomes of each row is told by the same steps
/// before (`look`) and while (`take`) they are written; the file is kept in between, as uploads of members are.
package struct SubjectImporter: Sendable {
    /// Bytes of an upload, at most.
    package static let mostBytes = 10 << 20

    private let database: TenantDatabase
    private let areas: AreaHistory
    private let today: CalendarDay
    private let folder: String

    /// - Parameters:
    ///   - areas: among which hamlets are looked up.
    ///   - today: no day of a list may be after it.
    ///   - folder: where files are put for the time of one call; nobody else should be able to read it.
    package init(database: TenantDatabase, areas: AreaHistory, today: CalendarDay, folder: String) {
        self.database = database
        self.areas = areas
        self.today = today
        self.folder = folder
    }

    /// Keeps a file in which a list was found.
    ///
    /// - Throws: `IntakeError` for a file that cannot be taken in: nothing is kept of it; `StoreError.refused(.wardNeeded)`.
    package func receive(
        path: String,
        fileName: String,
        _ kind: SubjectKind,
        _ context: TenantContext
    ) async throws -> ImportID {
        let file = ImportFile(path: path)
        let (bytes, hash) = try file.measured(mostBytes: Self.mostBytes)
        return try await database.write(context) { tx in
            _ = try SubjectSheet.read(path: path, kind, ward: try await ward(tx), areas: areas, today: today)
            let id = try await tx.imports.insert(NewImport(fileName: fileName, fileBytes: bytes, fileHash: hash))
            try await file.keep(as: id, tx)
            let settings = String(decoding: try JSONEncoder().encode(Settings(subjects: kind)), as: UTF8.self)
            _ = try await tx.imports.set(settings, of: id, version: 1)
            return id
        }
    }

    /// What would become of the rows of an upload; of one that was taken over, what has.
    ///
    /// - Throws: `StoreError.notFound`, also for an upload of something else.
    package func look(_ id: ImportID, _ context: TenantContext) async throws -> SubjectImport {
        try await ImportFile.with(in: folder) { file in
            try await database.read(context) { tx in
                let stored = try await tx.imports.find(id)
                let kind = try kind(of: stored)
                try await file.write(id, tx)
                return try await plan(stored, kind, file, tx).told
            }
        }
    }

    /// Takes an upload over: all of it, or with `leavingOut` all but the rows that have to be mended.
    ///
    /// - Returns: what became of the rows; nothing was written if there are rows to mend and `leavingOut` is false.
    /// - Throws: `StoreError`: `.notFound`, `.versionDiffers`, `.refused(.importState)` if it was taken over already.
    package func take(
        _ id: ImportID,
        version: Int,
        leavingOut: Bool,
        _ context: TenantContext
    ) async throws -> (told: SubjectImport, isTaken: Bool) {
        try await ImportFile.with(in: folder) { file in
            try await database.write(context) { tx in
                let stored = try await tx.imports.find(id)
                let kind = try kind(of: stored)
                try await tx.imports.lock(id)
                var version = version
                for state in [ImportState.checking, .checked, .committing] {
                    version = try await tx.imports.move(id, version: version, to: state)
                }
                try await file.write(id, tx)
                let plan = try await plan(stored, kind, file, tx)
                guard leavingOut || plan.told.problemRows.isEmpty else {
                    _ = try await tx.imports.move(id, version: version, to: .checked)
                    return (plan.told, false)
                }
                _ = try await tx.subjects.take(plan.good, applying: true)
                let counts = Dictionary(grouping: plan.told.rows, by: { $0.outcome.rawValue }).mapValues(\.count)
                let summary = String(decoding: try JSONEncoder().encode(counts), as: UTF8.self)
                _ = try await tx.imports.move(id, version: version, to: .committed, summary: summary)
                return (plan.told, true)
            }
        }
    }

    /// Writes the uploaded file to `target` again, with a further column that says what to mend: a workbook for a workbook, CSV
    /// for text.
    ///
    /// - Throws: `StoreError.notFound`; `IntakeError`.
    package func writeProblems(
        of id: ImportID,
        to target: String,
        in language: ProblemLanguage,
        _ context: TenantContext
    ) async throws {
        try await ImportFile.with(in: folder) { file in
            let plan = try await database.read(context) { tx in
                let stored = try await tx.imports.find(id)
                let kind = try kind(of: stored)
                try await file.write(id, tx)
                return try await self.plan(stored, kind, file, tx)
            }
            let heading = language == .vietnamese ? "Nội dung cần sửa" : "What to mend"
            var remarks = [SheetRemark(row: plan.reading.headingRow, text: heading, isHeading: true)]
            for (row, findings) in Dictionary(grouping: plan.told.findings, by: \.row).sorted(by: { $0.key < $1.key }) {
                let text = findings.map { $0.problem.message(in: language) }.joined(separator: "; ")
                remarks.append(SheetRemark(row: row, text: text))
            }
            try IntakeError.wrapping { () throws(SheetError) in
                try Importer.write(remarks, beside: file, sheet: plan.reading.sheet, to: target)
            }
        }
    }

    /// Takes back what an upload added, as far as nobody has touched it since. What it changed stays.
    ///
    /// - Returns: how many were ended, and how many of those that it added stay.
    /// - Throws: `StoreError`: `.notFound`, `.versionDiffers`, `.refused(.importState)` unless it was taken over.
    package func undo(
        _ id: ImportID,
        version: Int,
        _ context: TenantContext
    ) async throws -> (ended: Int, kept: Int) {
        try await database.write(context) { tx in
            let kind = try kind(of: try await tx.imports.find(id))
            try await tx.imports.lock(id)
            _ = try await tx.imports.move(id, version: version, to: .undone)
            return try await tx.subjects.takeBack(id, kind, today: today)
        }
    }

    /// Gives an upload up; its file goes.
    ///
    /// - Throws: `StoreError`: `.notFound`, `.versionDiffers`, `.refused(.importState)` if it was taken over.
    package func discard(_ id: ImportID, version: Int, _ context: TenantContext) async throws {
        try await database.write(context) { tx in
            _ = try kind(of: try await tx.imports.find(id))
            try await tx.imports.lock(id)
            _ = try await tx.imports.move(id, version: version, to: .discarded)
            try await tx.imports.removeParts(of: id)
        }
    }

    private struct Settings: Codable {
        let subjects: SubjectKind
    }

    private struct Plan: Sendable {
        let told: SubjectImport
        let reading: SubjectSheet.Reading
        /// Rows without anything that has to be mended.
        let good: [ProgrammeSubject]
    }

    private func ward(_ tx: TenantTransaction) async throws -> AreaID {
        guard let area = try await tx.tenants.own.area else { throw StoreError.refused(.wardNeeded) }
        return area
    }

    private func kind(of stored: StoredImport) throws -> SubjectKind {
        guard let settings = try? JSONDecoder().decode(Settings.self, from: Data(stored.settings.utf8)) else {
            throw StoreError.notFound
        }
        return settings.subjects
    }

    private func plan(
        _ stored: StoredImport,
        _ kind: SubjectKind,
        _ file: ImportFile,
        _ tx: TenantTransaction
    ) async throws -> Plan {
        let ward = try await ward(tx)
        let reading = try SubjectSheet.read(path: file.path, kind, ward: ward, areas: areas, today: today)
        let outcomes = try await tx.subjects.take(reading.rows.map(\.record), applying: false)
        var findings = reading.findings
        var good: [ProgrammeSubject] = []
        for (row, outcome) in zip(reading.rows, outcomes) {
            switch outcome {
            case .codeTwice: findings.append(SubjectFinding(row: row.number, problem: .codeTwice))
            case .ended: findings.append(SubjectFinding(row: row.number, problem: .ended))
            case .new, .changed, .same, .repeated: good.append(row.record)
            }
        }
        let told = SubjectImport(
            stored: stored,
            kind: kind,
            headings: reading.headings,
            leftOut: reading.leftOut,
            skippedCount: reading.skippedCount,
            rows: zip(reading.rows, outcomes).map { SubjectImport.Row(row: $0, outcome: $1) },
            findings: findings.sorted { $0.row < $1.row }
        )
        return Plan(told: told, reading: reading, good: good)
    }
}
