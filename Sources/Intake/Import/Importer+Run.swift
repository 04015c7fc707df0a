import Foundation
package import Programme
package import Store

extension Importer {
    /// Checks every row and says what becomes of it; with `applying`, takes the rows over as well, which needs a check before.
    /// What became of each row is read by `tx.imports.rows`, how far it is by `tx.imports.progress`.
    ///
    /// - Throws: `IntakeError`; `StoreError`, `.refused(.importBusy)` while another import of the tenant is being taken over.
    package func run(
        _ id: ImportID,
        version: Int,
        applying: Bool,
        _ context: TenantContext
    ) async throws -> ImportDetail {
        let begun = try await database.write(context) { tx in
            try await tx.imports.lock(id)
            _ = try await tx.imports.move(id, version: version, to: applying ? .committing : .checking)
            return try detail(await tx.imports.find(id))
        }
        do {
            return try await ImportFile.with(in: folder) { file in
                try await database.read(context) { tx in try await file.write(id, tx) }
                return try await telling(begun, context) { meter in
                    try await database.write(context) { tx in
                        try await take(begun, file, applying: applying, tx, meter)
                    }
                }
            }
        } catch {
            try await giveBack(begun, after: error, context)
            throw error
        }
    }

    /// Puts imports right that a process was at when it was killed: those in a running state that nobody runs go back to where
    /// they were.
    ///
    /// - Returns: which they were.
    package func recover(_ context: TenantContext) async throws -> [ImportID] {
        try await database.write(context) { tx in
            var recovered: [ImportID] = []
            for running in try await tx.imports.running() {
                guard try await tx.imports.isFree(running.id) else { continue }
                // it may have come to its end in between
                let now = try await tx.imports.find(running.id)
                guard now.state == running.state else { continue }
                let state: ImportState = now.state == .committing || now.summary != "{}" ? .checked : .uploaded
                _ = try await tx.imports.move(now.id, version: now.version, to: state, failure: "interrupted")
                recovered.append(now.id)
            }
            return recovered
        }
    }

    /// Runs `body` while others are told how far it is.
    private func telling<Result: Sendable>(
        _ begun: ImportDetail,
        _ context: TenantContext,
        _ body: @Sendable (ImportMeter) async throws -> Result
    ) async throws -> Result {
        let meter = ImportMeter(expected: begun.settings.survey.rowCount)
        return try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { await meter.tell(database, begun.id, context) }
            defer { group.cancelAll() }
            return try await body(meter)
        }
    }

    /// The one way of a dry run and of the real thing.
    private func take(
        _ begun: ImportDetail,
        _ file: ImportFile,
        applying: Bool,
        _ tx: TenantTransaction,
        _ meter: ImportMeter
    ) async throws -> ImportDetail {
        let settings = begun.settings
        let stage = try await tx.imports.stage(begun.id, isApplying: applying)
        var choices = ImportChoices(
            branch: settings.defaultBranch,
            area: settings.defaultArea,
            takesGoodRows: settings.mode == .goodRows,
            isApplying: applying
        )
        let feed = feed(of: settings, file, branches: try await tx.branches.tree(), tx.context)
        var rows = 0
        let read = try await stage.fill { writer in
            try await feed.run { batch in
                for candidate in batch { try await writer.write(candidate) }
                rows += batch.count
                try Task.checkCancellation()
                meter.set(rows: rows)
            }
        }
        meter.set(.comparing)
        try await stage.find()
        try await stage.settleLives(Self.judge)
        let result = try await stage.settle(choices)
        if result.isApplied {
            meter.set(.writing)
            choices.newBranches = read.resolver.newBranches
            try await stage.apply(choices, result)
        }
        var summary = ImportSummary(read, result)
        summary.isRefused = applying && !result.isApplied
        _ = try await tx.imports.move(
            begun.id,
            version: begun.version,
            to: result.isApplied ? .committed : .checked,
            summary: ImportSettings.text(summary)
        )
        return try detail(await tx.imports.find(begun.id))
    }

    private func feed(
        of settings: ImportSettings,
        _ file: ImportFile,
        branches: BranchTree,
        _ context: TenantContext
    ) -> ImportFeed {
        var reading = IntakeSettings(latest: today, areas: areas, areaDay: settings.areaDay)
        reading.dateOrder = settings.dateOrder
        return ImportFeed(
            path: file.path,
            survey: settings.survey,
            mapping: settings.mapping,
            reading: reading,
            resolver: RowResolver(settings, branches: branches, areas: areas, context)
        )
    }

    /// What a life becomes by a row: moved to the branch that the row names, then joined, left or died as it tells.
    private static func judge(_ change: ImportLife) -> Checked<MembershipLife> {
        var life = change.life
        if let branch = change.newBranch, branch != change.branch,
            let problem = life.record(MembershipEvent(.transferred(branch: branch), on: nil))
        {
            return Checked(refused: problem)
        }
        return life.corrected(from: change.before, to: change.after)
    }

    /// Puts the import back to where it was before a run that failed. Where the task was cancelled, or the database is gone,
    /// `recover` does it later.
    private func giveBack(_ begun: ImportDetail, after error: any Error, _ context: TenantContext) async throws {
        let code =
            switch error {
            case let error as IntakeError: error.code
            case StoreError.refused(let refusal): refusal.rawValue
            case is CancellationError: "cancelled"
            default: "failed"
            }
        let state: ImportState = begun.state == .committing || begun.summary != nil ? .checked : .uploaded
        _ = try? await database.write(context) { tx in
            try await tx.imports.move(begun.id, version: begun.version, to: state, failure: code)
        }
    }
}

extension ImportSummary {
    fileprivate init(_ end: ImportFeed.End, _ result: ImportResult) {
        let (read, resolver) = (end.summary, end.resolver)
        isApplied = result.isApplied
        isRefused = false
        outcomes = result.outcomes
        problems = read.problems.merging(resolver.problems, uniquingKeysWith: +)
        for (code, count) in result.problems {
            if let code = ProblemCode(rawValue: code) { problems[code, default: 0] += count }
        }
        skipped = read.skipped
        skippedRows = Array(read.skippedRows.prefix(Self.mostSkippedListed))
        hidden = read.hidden
        newBranches = resolver.newBranches.map(\.name)
    }
}
