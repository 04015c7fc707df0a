import Postgres
package import Programme

/// Learning done elsewhere: declared, then verified or refused by an officer. A refusal ends the transaction.
package struct LearningRecordRepository {
    /// Records of one member, at most.
    package static let most = 1_000

    private static let refusals: [String: StoreRefusal] = ["learning_records_topic_fkey": .topicUnknown]

    let tx: TenantTransaction

    /// What a member has learned elsewhere, the latest first.
    package func list(_ member: MemberID) async throws -> [StoredLearningRecord] {
        try await tx.run([
            tx.auditLine(.learningList, subjects: [member.uuid]),
            """
            -- LearningRecordRepository.list
            select \(raw: StoredLearningRecord.columns)
            from app.learning_records as r
            where r.tenant_id = \(tx.tenant)
                and r.member_id = \(member)
            order by r.ended_on desc, r.id desc
            limit \(Self.most)
            """,
        ])[1].decode(StoredLearningRecord.self)
    }

    /// Records what a member declares.
    ///
    /// - Throws: `.notFound`; `.refused` with `.memberGone`, `.textLength`, `.learningDates`, `.learningMinutes`, `.topicUnknown`.
    package func declare(
        _ record: LearningRecord,
        of member: MemberID,
        today: CalendarDay = .inVietnam()
    ) async throws -> LearningRecordID {
        let r = try record.kept(today: today, birth: try await birthDate(of: member))
        let id = LearningRecordID.next()
        _ = try await tx.run(
            [
                """
                -- LearningRecordRepository.declare
                insert into app.learning_records (
                    tenant_id, id, member_id, title, provider, topic_id, started_on, ended_on, minutes, evidence, officer_id, area_id,
                    branch_id, sex, birth_year
                )
                select m.tenant_id, \(id), m.id, \(r.title), \(r.provider), \(r.topic), \(r.startedOn), \(r.endedOn), \(r.minutes),
                    \(r.evidence), \(tx.context.officer), m.area_id, m.branch_id, m.sex, left(m.birth_date, 4)::smallint
                from app.members as m
                where m.tenant_id = \(tx.tenant)
                    and m.id = \(member)
                """,
                tx.auditLine(.learningDeclare, subjects: [member.uuid, id.uuid]),
            ],
            refusing: Self.refusals
        )
        return id
    }

    /// Puts right what was declared; what was verified or refused is declared again.
    ///
    /// - Returns: the new version.
    /// - Throws: `.notFound`; `.versionDiffers`; `.refused` like `declare`.
    package func update(
        _ id: LearningRecordID,
        version: Int,
        _ record: LearningRecord,
        today: CalendarDay = .inVietnam()
    ) async throws -> Int {
        let old = try await lock(id, version: version)
        let r = try record.kept(today: today, birth: try await birthDate(of: old.member))
        _ = try await tx.run(
            [
                """
                -- LearningRecordRepository.update
                update app.learning_records
                set title = \(r.title), provider = \(r.provider), topic_id = \(r.topic), started_on = \(r.startedOn),
                    ended_on = \(r.endedOn), minutes = \(r.minutes), evidence = \(r.evidence), state = 'declared',
                    verified_on = null, version = version + 1
                where tenant_id = \(tx.tenant)
                    and id = \(id)
                """,
                tx.auditLine(.learningUpdate, subjects: [old.member.uuid, id.uuid]),
            ],
            refusing: Self.refusals
        )
        return version + 1
    }

    /// Records that an officer has seen the proof.
    ///
    /// - Returns: the new version.
    /// - Throws: `.notFound`; `.versionDiffers`; `.refused(.learningState)` if it is verified already.
    package func verify(
        _ id: LearningRecordID,
        version: Int,
        on day: CalendarDay = .inVietnam()
    ) async throws -> Int {
        try await judge(id, version, .verified, on: day)
    }

    /// Records that an officer does not believe it.
    ///
    /// - Returns: the new version.
    /// - Throws: `.notFound`; `.versionDiffers`; `.refused(.learningState)` if it is refused already, or has a certificate.
    package func refuse(_ id: LearningRecordID, version: Int) async throws -> Int {
        try await judge(id, version, .refused, on: nil)
    }

    /// Removes a record that was made by mistake.
    ///
    /// - Throws: `.notFound`; `.versionDiffers`; `.refused(.learningState)` for one that was verified.
    package func remove(_ id: LearningRecordID, version: Int) async throws {
        let old = try await lock(id, version: version)
        guard old.state != .verified else { throw StoreError.refused(.learningState) }
        _ = try await tx.run([
            """
            -- LearningRecordRepository.remove
            delete from app.learning_records
            where tenant_id = \(tx.tenant)
                and id = \(id)
            """,
            tx.auditLine(.learningRemove, subjects: [old.member.uuid, id.uuid]),
        ])
    }

    private func judge(
        _ id: LearningRecordID,
        _ version: Int,
        _ state: LearningRecordState,
        on day: CalendarDay?
    ) async throws -> Int {
        let old = try await lock(id, version: version)
        guard old.state != state else { throw StoreError.refused(.learningState) }
        let isCertified = try await tx.run([
            """
            -- LearningRecordRepository.certified
            select exists (
                select from app.certificates as c
                where c.tenant_id = \(tx.tenant)
                    and c.learning_record_id = \(id)
                    and c.revoked_on is null
            )
            """,
            """
            -- LearningRecordRepository.judge
            update app.learning_records
            set state = \(state), verified_on = \(day), officer_id = \(tx.context.officer), version = version + 1
            where tenant_id = \(tx.tenant)
                and id = \(id)
            """,
            tx.auditLine(
                state == .verified ? .learningVerify : .learningRefuse,
                subjects: [old.member.uuid, id.uuid]
            ),
        ])[0].value(Bool.self)
        if state == .refused, isCertified { throw StoreError.refused(.learningState) }
        return version + 1
    }

    private func lock(_ id: LearningRecordID, version: Int) async throws -> StoredLearningRecord {
        let rows = try await tx.run(
            """
            -- LearningRecordRepository.lock
            select \(raw: StoredLearningRecord.columns)
            from app.learning_records as r
            where r.tenant_id = \(tx.tenant)
                and r.id = \(id)
            for update
            """
        )
        guard let found = try rows.decode(StoredLearningRecord.self).first else { throw StoreError.notFound }
        guard found.version == version else { throw StoreError.versionDiffers(current: found.version) }
        return found
    }

    /// - Throws: `.notFound`; `.refused(.memberGone)`.
    private func birthDate(of member: MemberID) async throws -> PartialDate? {
        let rows = try await tx.run(
            """
            -- LearningRecordRepository.member
            select m.state, m.birth_date
            from app.members as m
            where m.tenant_id = \(tx.tenant)
                and m.id = \(member)
            """
        )
        guard let (state, birth) = try rows.decode((MemberState, PartialDate?).self).first else {
            throw StoreError.notFound
        }
        guard state.isLive else { throw StoreError.refused(.memberGone) }
        return birth
    }
}

extension LearningRecord {
    /// The record as it is kept.
    ///
    /// - Throws: `.refused` with `.textLength`, `.learningDates`, `.learningMinutes`.
    func kept(today: CalendarDay, birth: PartialDate?) throws(StoreError) -> LearningRecord {
        switch checked(today: today, birth: birth) {
        case .success(let record): return record
        case .failure(let defect):
            switch defect.kind {
            case .text: throw .refused(.textLength)
            case .dates: throw .refused(.learningDates)
            case .minutes: throw .refused(.learningMinutes)
            }
        }
    }
}

extension TenantTransaction {
    /// Learning that members did elsewhere.
    package var learningRecords: LearningRecordRepository { LearningRecordRepository(tx: self) }
}
