import Postgres
import Programme

/// Takes the rows of an upload in, one after the other. Of no use after the closure that it was handed to.
package struct ImportStageWriter {
    let copy: PostgresCopyWriter
    let tokens: PersonTokenMaker?

    /// Adds a row. Each has a higher number than the one before.
    package func write(_ row: ImportCandidate) async throws {
        let record = row.record
        let name = record.name
        try await copy.write(
            Int32(truncatingIfNeeded: row.number),
            MemberID.next(),
            row.isRefused,
            name?.inNameCase != nil,
            row.problems.map { PostgresJSONText($0) },
            name?.searchWords,
            record.stateTold.rawValue,
            tokens?.token(for: record.citizenID)?.stored,
            row.branch,
            record.area,
            name?.full,
            name?.parts.family,
            name?.parts.middle,
            name?.parts.given,
            name?.sortKey,
            name?.searchKey,
            record.sex,
            record.birthDate,
            record.citizenID,
            record.phone,
            record[.ethnicity],
            record[.religion],
            record[.nativePlace],
            record[.hamlet],
            record[.address],
            record[.occupation],
            record[.workplace],
            record.schooling,
            record[.qualification],
            record[.politicalTheory],
            record.isPartyMember,
            record[.circumstance],
            record.joinedOn,
            record[.joinedAt],
            record[.cardNumber],
            record[.position],
            record[.group],
            record[.standing],
            record.leftOn,
            record[.leavingReason],
            record.diedOn,
            record[.remark]
        )
    }
}

extension MemberRecord {
    /// The state of somebody of whom only this is known.
    var stateTold: MemberState {
        if diedOn != nil { return .died }
        return leftOn != nil || choices[.leavingReason] != nil ? .left : .active
    }
}
