import Spreadsheet
import Store

/// Reads a list in three tasks at once, so that an import takes as long as the slowest of them and not as all together:
///
///     rows out of the file -> each told and checked, its names resolved -> the caller, who hands them to the database
///
/// Rows keep their order, and the memory is that of a few batches.
struct ImportFeed: Sendable {
    let path: String
    let survey: SheetSurvey
    let mapping: ColumnMapping
    let reading: IntakeSettings
    /// As it is before the first row.
    let resolver: RowResolver

    /// What is known when all rows were read.
    struct End: Sendable {
        let summary: IntakeSummary
        let resolver: RowResolver
    }

    /// Has `body` take all rows, some at a time, in their order.
    ///
    /// - Throws: `IntakeError`, what `body` throws, `CancellationError`.
    func run(_ body: ([ImportCandidate]) async throws -> Void) async throws -> End {
        let rows = RowChannel<SheetRow>()
        let candidates = RowChannel<ImportCandidate>()
        return try await withThrowingTaskGroup(of: End?.self) { group in
            group.addTask {
                try await rows.sending { try await read(into: rows) }
                return nil
            }
            group.addTask { try await candidates.sending { try await check(rows, into: candidates) } }
            while let batch = try await candidates.next() { try await body(batch) }
            var end: End?
            for try await result in group { end = end ?? result }
            guard let end else { throw CancellationError() }
            return end
        }
    }

    private func read(into channel: RowChannel<SheetRow>) async throws {
        let rows = try IntakeReader.rows(path: path, survey: survey, limits: reading.limits)
        var batch: [SheetRow] = []
        batch.reserveCapacity(RowChannel<SheetRow>.batchRows)
        while let row = try IntakeError.wrapping({ () throws(SheetError) in try rows.next() }) {
            batch.append(row)
            guard batch.count == RowChannel<SheetRow>.batchRows else { continue }
            try Task.checkCancellation()
            try await channel.send(batch)
            batch.removeAll(keepingCapacity: true)
        }
        if !batch.isEmpty { try await channel.send(batch) }
    }

    private func check(
        _ rows: RowChannel<SheetRow>,
        into channel: RowChannel<ImportCandidate>
    ) async throws -> End {
        var lines = try LineReader(survey: survey, mapping: mapping, settings: reading)
        var resolver = resolver
        while let batch = try await rows.next() {
            var candidates: [ImportCandidate] = []
            candidates.reserveCapacity(batch.count)
            for row in batch {
                if let read = lines.read(row) { candidates.append(try resolver.candidate(read)) }
            }
            try Task.checkCancellation()
            if !candidates.isEmpty { try await channel.send(candidates) }
        }
        return End(summary: lines.summary, resolver: resolver)
    }
}
