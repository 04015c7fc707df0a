import Crypto
import Foundation
package import Programme
import Spreadsheet
package import Store

extension Importer {
    /// Keeps a file and finds the list in it, with the mapping remembered for its headings or else a guessed one.
    ///
    /// - Throws: `IntakeError` for a file that cannot be taken in: nothing is kept of it; `StoreError`.
    package func receive(path: String, fileName: String, _ context: TenantContext) async throws -> ImportDetail {
        let file = ImportFile(path: path)
        let (bytes, hash) = try file.measured(mostBytes: Self.mostBytes)
        let survey = try SheetSurveyor(latest: today).survey(path: path)
        return try await database.write(context) { tx in
            let id = try await tx.imports.insert(NewImport(fileName: fileName, fileBytes: bytes, fileHash: hash))
            try await file.keep(as: id, tx)
            let settings = try await begin(survey, tx)
            _ = try await tx.imports.set(settings.json, of: id, version: 1)
            return try detail(await tx.imports.find(id))
        }
    }

    /// An import. One that a killed process left behind is put right first, when somebody who may looks at it.
    ///
    /// - Throws: `StoreError.notFound`.
    package func find(_ id: ImportID, _ context: TenantContext) async throws -> ImportDetail {
        let (found, lastSign) = try await database.read(context) { tx in
            let found = try detail(await tx.imports.find(id))
            return (found, try await tx.imports.progress(of: id)?.changedAt ?? found.stored.createdAt)
        }
        let isRunning = found.state == .checking || found.state == .committing
        guard isRunning, context.role >= .editor, -lastSign.timeIntervalSinceNow > Self.longestSilenceSeconds else {
            return found
        }
        _ = try await recover(context)
        return try await database.read(context) { tx in try detail(await tx.imports.find(id)) }
    }

    /// A run tells how far it is twice a second. After so long without a word somebody looks whether it is still there.
    private static let longestSilenceSeconds: Double = 60

    /// Keeps an officer's settings, and remembers the mapping for lists with the same headings.
    ///
    /// - Throws: `IntakeError.mapping` for a mapping that does not work; `StoreError`.
    package func set(
        _ settings: ImportSettings,
        of id: ImportID,
        version: Int,
        _ context: TenantContext
    ) async throws -> ImportDetail {
        let problems = settings.mapping.problems
        guard problems.isEmpty else { throw IntakeError.mapping(problems) }
        return try await database.write(context) { tx in
            let old = try detail(await tx.imports.find(id)).settings
            var settings = settings
            // where the list is and what it holds is not the caller's to say
            (settings.survey, settings.samples) = (old.survey, old.samples)
            if settings.mapping != old.mapping { settings.mappingSource = .chosen }
            _ = try await tx.imports.set(settings.json, of: id, version: version)
            let mapping = settings.mapping
            try await tx.imports.save(ImportSettings.text(mapping), for: Self.signature(mapping.signature))
            return try detail(await tx.imports.find(id))
        }
    }

    /// Looks at another sheet of the workbook, or at the same one with the header in other rows, and begins the settings anew.
    ///
    /// - Parameter headerRows: as the workbook counts; nil finds them.
    package func choose(
        sheet: Int,
        headerRows: ClosedRange<Int>? = nil,
        of id: ImportID,
        version: Int,
        _ context: TenantContext
    ) async throws -> ImportDetail {
        try await ImportFile.with(in: folder) { file in
            try await database.read(context) { tx in try await file.write(id, tx) }
            let survey = try SheetSurveyor(latest: today).survey(path: file.path, sheet: sheet, headerRows: headerRows)
            return try await database.write(context) { tx in
                let settings = try await begin(survey, tx)
                _ = try await tx.imports.set(settings.json, of: id, version: version)
                return try detail(await tx.imports.find(id))
            }
        }
    }

    /// Gives an upload up before it is committed; its file goes.
    package func discard(_ id: ImportID, version: Int, _ context: TenantContext) async throws {
        try await database.write(context) { tx in
            try await tx.imports.lock(id)
            _ = try await tx.imports.move(id, version: version, to: .discarded)
            try await tx.imports.removeParts(of: id)
        }
    }

    /// The settings with which a list begins.
    private func begin(_ survey: SheetSurvey, _ tx: TenantTransaction) async throws -> ImportSettings {
        let signature = ColumnMapping.signature(of: survey)
        let kept = try await tx.imports.mapping(Self.signature(signature))
        let remembered = try kept.map { try JSONDecoder().decode(ColumnMapping.self, from: Data($0.utf8)) }
        let applied = remembered?.applied(to: survey)
        var settings = ImportSettings(
            survey: survey,
            mapping: applied ?? MappingGuess(survey).mapping,
            source: applied == nil ? .guessed : .remembered,
            areaDay: today
        )
        guard case .part(let branches, let visible) = tx.context.part else { return settings }
        // what an officer of a part brings is of that part, unless it says otherwise
        let tree = try await tx.branches.tree()
        settings.defaultBranch = branches.first { id in
            tree[id]?.parent.map { !branches.contains($0) } ?? (tree[id] != nil)
        }
        settings.defaultArea = visible.first { id in
            areas.area(id).map { area in !area.parents.contains { visible.contains($0.value) } } ?? false
        }
        return settings
    }

    /// The bytes under which a mapping is remembered.
    private static func signature(_ text: String) -> [UInt8] { Array(SHA256.hash(data: Data(text.utf8))) }

    func detail(_ stored: StoredImport) throws -> ImportDetail {
        // an upload of households and the like is none of members
        guard !stored.settings.contains("\"subjects\"") || stored.settings.contains("\"survey\"") else {
            throw StoreError.notFound
        }
        let decoder = JSONDecoder()
        let summary =
            stored.summary == "{}" ? nil : try decoder.decode(ImportSummary.self, from: Data(stored.summary.utf8))
        let settings = try decoder.decode(ImportSettings.self, from: Data(stored.settings.utf8))
        return ImportDetail(stored: stored, settings: settings, summary: summary)
    }
}
