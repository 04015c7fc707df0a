import Postgres
package import Programme

/// A report that somebody is making: nobody else does until the time for which it is held is over.
package struct HeldReport: Hashable, Sendable {
    package let report: StoredReport
    /// Which attempt it is; what another attempt made is not taken.
    package let attempt: Int
}

/// A file of a report on its way into the database.
package struct ReportFileSource {
    package let kind: OfficialFile
    package let sizeBytes: Int
    package let sha256: [UInt8]
    /// Gives the first piece again, or the next one, of at most `ReportRepository.partBytes`; nil at the end.
    package let next: (_ isFirst: Bool) throws -> [UInt8]?

    /// A file of these parts.
    package init(
        _ kind: OfficialFile,
        sizeBytes: Int,
        sha256: [UInt8],
        next: @escaping (_ isFirst: Bool) throws -> [UInt8]?
    ) {
        self.kind = kind
        self.sizeBytes = sizeBytes
        self.sha256 = sha256
        self.next = next
    }
}

extension ReportRepository {
    /// Bytes in one piece of a file; the last one may be shorter.
    package static let partBytes = 1 << 20
    /// For how long a report is held at a time; whoever makes it renews it while it lives.
    package static let holdSeconds = 60
    /// How often one is begun before it is given up.
    package static let mostAttempts = 3

    /// Takes a report that waits, to make it or to give it its signature.
    ///
    /// - Returns: nil if it does not wait any more, or was given up because it was begun too often.
    package func hold(_ id: ReportID) async throws -> HeldReport? {
        let held = try await tx.run(
            """
            -- ReportRepository.hold
            update app.reports as r
            set state = case r.state when 'asked' then 'making' else r.state end, attempts = r.attempts + 1,
                held_until = now() + make_interval(secs => \(Double(Self.holdSeconds))), rows_done = 0
            where r.tenant_id = \(tx.tenant)
                and r.id = \(id)
                and r.state in ('asked', 'making', 'signing')
                and coalesce(r.held_until, '-infinity') < now()
                and r.attempts < \(Self.mostAttempts)
            returning r.attempts::int
            """
        ).decode(Int.self).first
        guard let held else {
            try await giveUp(id)
            return nil
        }
        return HeldReport(report: try await find(id).report, attempt: held)
    }

    /// Says how far it is, and holds it for longer.
    ///
    /// - Returns: whether it is still held by this attempt.
    package func renew(_ held: HeldReport, rowsDone: Int) async throws -> Bool {
        try await tx.run(
            """
            -- ReportRepository.renew
            update app.reports
            set rows_done = \(rowsDone), held_until = now() + make_interval(secs => \(Double(Self.holdSeconds)))
            where tenant_id = \(tx.tenant)
                and id = \(held.report.id)
                and attempts = \(held.attempt)
                and state in ('making', 'signing')
            """
        ).affectedRows == 1
    }

    /// Keeps the files of a report, in place of those that it had, and takes it on: to a draft, or, with its signature, to what
    /// never changes again. All of it or nothing.
    ///
    /// - Throws: `.refused(.reportState)` if another attempt holds it.
    package func keep(
        _ held: HeldReport,
        title: String,
        issuer: String,
        hash: [UInt8],
        rowsDone: Int,
        _ files: [ReportFileSource]
    ) async throws {
        let id = held.report.id
        guard try await renew(held, rowsDone: rowsDone) else { throw StoreError.refused(.reportState) }
        _ = try await tx.run(
            """
            -- ReportRepository.keep: before
            delete from app.report_files
            where tenant_id = \(tx.tenant)
                and report_id = \(id)
            """
        )
        for file in files { try await write(file, of: id) }
        let isSigning = held.report.state == .signing
        _ = try await tx.run(
            [
                """
                -- ReportRepository.keep
                update app.reports
                set state = \(isSigning ? OfficialReportState.signed : .made), title = \(title), issuer = \(issuer), hash = \(hash),
                    held_until = null, problem = null,
                    made_at = case when \(isSigning) then made_at else now() end,
                    frozen_at = case when \(isSigning) then now() end, version = version + 1
                where tenant_id = \(tx.tenant)
                    and id = \(id)
                """, tx.auditLine(isSigning ? .reportFreeze : .reportMake, subjects: [id.uuid]),
            ] + (isSigning ? [tx.tell(.reportFrozen, of: id.uuid)] : []),
            refusing: Self.refusals
        )
    }

    /// Lets go of a report, because the program ends: it is made again from the beginning, and this attempt is not counted.
    package func letGo(_ held: HeldReport) async throws {
        _ = try await tx.run(
            """
            -- ReportRepository.letGo
            update app.reports
            set state = case state when 'making' then 'asked' else state end, attempts = attempts - 1, held_until = null,
                rows_done = 0
            where tenant_id = \(tx.tenant)
                and id = \(held.report.id)
                and attempts = \(held.attempt)
                and state in ('making', 'signing')
            """
        )
    }

    /// Says why a report cannot be made; one that was to be signed stays the draft that it was.
    package func fail(_ held: HeldReport, _ problem: OfficialReportProblem) async throws {
        try await end(held.report.id, problem, attempt: held.attempt)
    }

    private func giveUp(_ id: ReportID) async throws {
        let isSpent = try await tx.run(
            """
            -- ReportRepository.isSpent
            select r.attempts::int
            from app.reports as r
            where r.tenant_id = \(tx.tenant)
                and r.id = \(id)
                and r.state in ('asked', 'making', 'signing')
                and coalesce(r.held_until, '-infinity') < now()
                and r.attempts >= \(Self.mostAttempts)
            for update
            """
        ).decode(Int.self).first
        if let isSpent { try await end(id, .interrupted, attempt: isSpent) }
    }

    private func end(_ id: ReportID, _ problem: OfficialReportProblem, attempt: Int) async throws {
        _ = try await tx.run(
            """
            -- ReportRepository.end
            update app.reports
            set state = case state when 'signing' then 'made' else 'failed' end, problem = \(problem), held_until = null,
                number = null, signed_on = null, place = null, office = null, signatory = null, code = null,
                version = version + 1
            where tenant_id = \(tx.tenant)
                and id = \(id)
                and attempts = \(attempt)
                and state in ('asked', 'making', 'signing')
            """,
            refusing: Self.refusals
        )
    }

    private func write(_ file: ReportFileSource, of id: ReportID) async throws {
        _ = try await tx.run(
            """
            -- ReportRepository.keep: file
            insert into app.report_files (tenant_id, report_id, kind, size_bytes, sha256)
            values (\(tx.tenant), \(id), \(file.kind), \(file.sizeBytes), \(file.sha256))
            """
        )
        var ordinal = 0
        while let piece = try file.next(ordinal == 0) {
            _ = try await tx.run(
                """
                -- ReportRepository.keep: part
                insert into app.report_parts (tenant_id, report_id, kind, ordinal, content)
                values (\(tx.tenant), \(id), \(file.kind), \(ordinal), \(piece))
                """
            )
            ordinal += 1
        }
    }
}
