/// The life of a membership and the fields of the record that tell of it (ngày vào hội, ngày ra, lý do, ngày mất) say the same.
extension MembershipLife {
    /// The life that a record tells when it is entered for the first time; nil with the problem if it cannot have been so.
    package static func told(by record: MemberRecord, branch: BranchID?) -> Checked<MembershipLife> {
        var events = [MembershipEvent(.joined(branch: branch), on: record.joinedOn)]
        let reason = record.choices[.leavingReason]?.stored
        if record.leftOn != nil || reason != nil {
            events.append(MembershipEvent(.left(reason: reason), on: record.leftOn))
        }
        if let diedOn = record.diedOn { events.append(MembershipEvent(.died, on: diedOn)) }
        return lived(events, birthDate: record.birthDate)
    }

    /// The life after fields of the record were put right: the last joining, leaving and death get the new dates, come to be
    /// or are struck out, as the fields are filled or emptied. Nil with the problem if it cannot have been so.
    package func corrected(from old: MemberRecord, to new: MemberRecord) -> Checked<MembershipLife> {
        var events = events
        if old.joinedOn != new.joinedOn { Self.correctJoining(in: &events, to: new) }
        let oldReason = old.choices[.leavingReason]?.stored
        let reason = new.choices[.leavingReason]?.stored
        if old.leftOn != new.leftOn || oldReason != reason {
            let isStruckOut = new.leftOn == nil && (old.leftOn != nil || reason == nil)
            Self.correctLeaving(
                in: &events,
                to: isStruckOut ? nil : MembershipEvent(.left(reason: reason), on: new.leftOn)
            )
        }
        if old.diedOn != new.diedOn {
            if let last = events.last, case .died = last.kind { events.removeLast() }
            if let diedOn = new.diedOn { events.append(MembershipEvent(.died, on: diedOn)) }
        }
        return Self.lived(events, birthDate: new.birthDate)
    }

    /// What the record tells of the life's last joining, leaving and death.
    package func tell(_ record: inout MemberRecord) {
        record.joinedOn = nil
        record.leftOn = nil
        record.diedOn = nil
        record.choices[.leavingReason] = nil
        for event in events {
            switch event.kind {
            case .joined:
                record.joinedOn = event.date
                record.leftOn = nil
                record.choices[.leavingReason] = nil
            case .transferred: break
            case .left(let reason):
                record.leftOn = event.date
                record.choices[.leavingReason] = reason.map(MemberField.leavingReason.choice(stored:))
            case .died: record.diedOn = event.date
            }
        }
    }

    private static func correctJoining(in events: inout [MembershipEvent], to record: MemberRecord) {
        for index in events.indices.reversed() {
            guard case .joined = events[index].kind else { continue }
            events[index] = MembershipEvent(events[index].kind, on: record.joinedOn)
            return
        }
        events.insert(MembershipEvent(.joined(branch: nil), on: record.joinedOn), at: 0)
    }

    /// The leaving stands last, or before the death.
    private static func correctLeaving(in events: inout [MembershipEvent], to leaving: MembershipEvent?) {
        var death: MembershipEvent?
        if let last = events.last, case .died = last.kind { death = events.removeLast() }
        if let last = events.last, case .left = last.kind { events.removeLast() }
        if let leaving { events.append(leaving) }
        if let death { events.append(death) }
    }

    private static func lived(_ events: [MembershipEvent], birthDate: PartialDate?) -> Checked<MembershipLife> {
        var life = MembershipLife()
        for event in events {
            if let problem = life.record(event, birthDate: birthDate) { return Checked(refused: problem) }
        }
        return Checked(life)
    }
}
