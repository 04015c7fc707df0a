import FoundationEssentials
import Postgres
package import Programme

/// Official reports: asked for, made by the runner, signed. Which step follows which the database says too, and it keeps what was
/// signed as it was signed. A refusal ends the transaction.
package struct ReportRepository {
    /// Reports in one list, at most.
    package static let most = 200
    /// Reports of one tenant that wait at once: a list of a year's decisions asked for in one go.
    package static let mostWaiting = 50

    static let refusals: [String: StoreRefusal] = [
        "reports_state_step": .reportState, "reports_number_unique": .reportNumberTaken,
    ]

    let tx: TenantTransaction

    /// The reports of the tenant, the latest first; of a form alone if one is named.
    package func list(form: OfficialForm? = nil) async throws -> [StoredReport] {
        try await tx.run(
            """
            -- ReportRepository.list
            select \(raw: StoredReport.columns)
            from app.reports as r
            where r.tenant_id = \(tx.tenant)
                and (\(form)::text is null or r.form = \(form))
            order by r.created_at desc, r.id desc
            limit \(Self.most)
            """
        ).decode(StoredReport.self)
    }

    /// One report with what files it has.
    ///
    /// - Throws: `StoreError.notFound`.
    package func find(_ id: ReportID) async throws -> (report: StoredReport, files: [StoredReportFile]) {
        let rows = try await tx.run([
            """
            -- ReportRepository.find
            select \(raw: StoredReport.columns)
            from app.reports as r
            where r.tenant_id = \(tx.tenant)
                and r.id = \(id)
            """,
            """
            -- ReportRepository.files
            select f.kind, f.size_bytes, encode(f.sha256, 'hex')
            from app.report_files as f
            where f.tenant_id = \(tx.tenant)
                and f.report_id = \(id)
            order by f.kind
            """,
        ])
        guard let found = try rows[0].decode(StoredReport.self).first else { throw StoreError.notFound }
        return (found, try rows[1].decode(StoredReportFile.self))
    }

    /// Asks for a report.
    ///
    /// - Throws: `.refused` with `.reportSubject` for what no report can be of, `.reportsTooMany` while too many wait.
    package func ask(
        _ subject: ReportSubject,
        isScheduled: Bool = false,
        today: CalendarDay = .inVietnam()
    ) async throws -> ReportID {
        guard subject.isWhole(today: today) else { throw StoreError.refused(.reportSubject) }
        try await requireRoom()
        let id = ReportID.next()
        _ = try await tx.run([
            """
            -- ReportRepository.ask
            insert into app.reports (tenant_id, id, form, year, period, about_id, is_scheduled, officer_id)
            values (
                \(tx.tenant), \(id), \(subject.form), \(subject.year), \(subject.period), \(subject.about), \(isScheduled),
                \(tx.context.officer)
            )
            """,
            tx.auditLine(
                .reportAsk,
                subjects: [id.uuid] + (subject.about.map { [$0] } ?? []),
                details: ["form": subject.form.rawValue]
            ),
        ])
        return id
    }

    /// Has a draft, or one that could not be made, made again from the rows as they are now.
    ///
    /// - Returns: the new version.
    /// - Throws: `.notFound`; `.versionDiffers`; `.refused` with `.reportState`, `.reportsTooMany`.
    package func askAgain(_ id: ReportID, version: Int) async throws -> Int {
        let old = try await locked(id, version: version)
        guard old.state == .made || old.state == .failed else { throw StoreError.refused(.reportState) }
        try await requireRoom()
        return try await step(
            id,
            version,
            """
            -- ReportRepository.askAgain
            update app.reports
            set state = 'asked', attempts = 0, held_until = null, rows_done = 0, problem = null,
                officer_id = \(tx.context.officer), version = version + 1
            where tenant_id = \(tx.tenant)
                and id = \(id)
            """,
            tx.auditLine(.reportAsk, subjects: [id.uuid], details: ["form": old.subject.form.rawValue])
        )
    }

    /// Signs a draft as it is: its files are made once more with number, day and signatory, and never change after that.
    ///
    /// - Returns: the new version.
    /// - Throws: `.notFound`; `.versionDiffers`; `.refused` with `.reportState`, `.reportSignature`, `.reportNumberTaken`.
    package func sign(
        _ id: ReportID,
        version: Int,
        _ signature: OfficialSignature,
        today: CalendarDay = .inVietnam()
    ) async throws -> Int {
        let old = try await locked(id, version: version)
        let signature = try signature.kept(today: today)
        guard old.state == .made else { throw StoreError.refused(.reportState) }
        return try await step(
            id,
            version,
            """
            -- ReportRepository.sign
            update app.reports
            set state = 'signing', attempts = 0, held_until = null, rows_done = 0, problem = null,
                number = \(signature.number), signed_on = \(signature.signedOn), place = \(signature.place),
                office = \(signature.office), signatory = \(signature.signatory), code = \(CertificateCode.random()),
                officer_id = \(tx.context.officer), version = version + 1
            where tenant_id = \(tx.tenant)
                and id = \(id)
            """,
            tx.auditLine(.reportSign, subjects: [id.uuid], details: ["number": signature.number])
        )
    }

    /// Removes a draft, one that waits or is being made, or one that could not be made.
    ///
    /// - Throws: `.notFound`; `.versionDiffers`; `.refused(.reportState)`.
    package func remove(_ id: ReportID, version: Int) async throws {
        guard try await locked(id, version: version).state.isRemovable else {
            throw StoreError.refused(.reportState)
        }
        _ = try await tx.run([
            """
            -- ReportRepository.remove
            delete from app.reports
            where tenant_id = \(tx.tenant)
                and id = \(id)
            """,
            tx.auditLine(.reportRemove, subjects: [id.uuid]),
        ])
    }

    /// One piece of a file of a report, from 0 on; nil behind the last. The first leaves a line in the audit.
    package func part(_ ordinal: Int, of id: ReportID, _ kind: OfficialFile) async throws -> [UInt8]? {
        let query: PostgresQuery = """
            -- ReportRepository.part
            select p.content
            from app.report_parts as p
            where p.tenant_id = \(tx.tenant)
                and p.report_id = \(id)
                and p.kind = \(kind)
                and p.ordinal = \(ordinal)
            """
        let details = ["kind": kind.rawValue]
        let lines = ordinal == 0 ? [tx.auditLine(.reportFile, subjects: [id.uuid], details: details)] : []
        return try await tx.run([query] + lines)[0].decode([UInt8].self).first
    }

    func locked(_ id: ReportID, version: Int) async throws -> StoredReport {
        try await tx.requireVersion(
            version,
            """
            -- ReportRepository.locked
            select r.version
            from app.reports as r
            where r.tenant_id = \(tx.tenant)
                and r.id = \(id)
            for update
            """
        )
        return try await find(id).report
    }

    private func step(_ id: ReportID, _ version: Int, _ queries: PostgresQuery...) async throws -> Int {
        _ = try await tx.run(queries, refusing: Self.refusals)
        return version + 1
    }

    private func requireRoom() async throws {
        let waiting = try await tx.run(
            """
            -- ReportRepository.waiting
            select count(*)
            from app.reports as r
            where r.tenant_id = \(tx.tenant)
                and r.state in ('asked', 'making', 'signing')
            """
        ).value(Int.self)
        guard waiting < Self.mostWaiting else { throw StoreError.refused(.reportsTooMany) }
    }
}

extension OfficialSignature {
    /// The signature with its texts cleaned.
    ///
    /// - Throws: `.refused(.reportSignature)` for a text that is missing or too long, or a day to come.
    fileprivate func kept(today: CalendarDay) throws(StoreError) -> OfficialSignature {
        let kept = OfficialSignature(
            number: VietnameseText.clean(number),
            signedOn: signedOn,
            place: VietnameseText.clean(place),
            office: VietnameseText.clean(office),
            signatory: VietnameseText.clean(signatory)
        )
        let texts = [
            (kept.number, Self.lengths.number), (kept.place, Self.lengths.place), (kept.office, Self.lengths.office),
            (kept.signatory, Self.lengths.signatory),
        ]
        guard signedOn <= today, texts.allSatisfy({ (1...$0.1).contains($0.0.unicodeScalars.count) }) else {
            throw .refused(.reportSignature)
        }
        return kept
    }
}

extension TenantTransaction {
    /// Official reports.
    package var reports: ReportRepository { ReportRepository(tx: self) }
}
