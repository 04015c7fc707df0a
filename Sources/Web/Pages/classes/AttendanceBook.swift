internal import Intake
internal import Programme
internal import Store

/// The register of a whole class: read as a roll, and changed by what a form or a file says. A change names what stood there
/// before; where something else stands now, nothing is written.
struct AttendanceBook: Sendable {
    /// Why nothing was written.
    enum Refusal: Error, Sendable {
        /// Somebody else has changed these meanwhile.
        case conflict([AttendanceChange])
        /// What keeps it from being recorded: of somebody, or of a whole session.
        case problems([Finding])
    }

    /// Something to mend.
    struct Finding: Sendable {
        let ordinal: Int
        /// Nil if it is the session.
        let seat: Int?
        let code: AttendanceProblem
    }

    let found: StoredClass
    let sessions: [StoredSession]
    let roll: AttendanceRoll
    private let enrolments: [Int: EnrolmentReference]

    /// Reads the register of a class of the tenant's own; sessions that were cancelled are left out.
    init(_ id: ClassID, today: CalendarDay, _ tx: TenantTransaction) async throws {
        found = try await tx.classes.find(id)
        let reference = found.reference
        sessions = try await tx.sessions.list(reference)
        let seats = try await tx.enrolments.list(reference).filter { $0.state == .enrolled }
        let branches = try await tx.attendance.branches(in: reference)
        let ordinals = Dictionary(sessions.map { ($0.id, $0.ordinal) }) { first, _ in first }
        var minutes: [EnrolmentReference: [Int: Int]] = [:]
        for attendance in try await tx.attendance.list(in: reference) {
            guard let ordinal = ordinals[attendance.session] else { continue }
            minutes[attendance.enrolment, default: [:]][ordinal] = attendance.minutes
        }
        let found = found
        roll = AttendanceRoll(
            code: id.description,
            title: found.record.title,
            sessions: sessions.filter { $0.state != .cancelled }.map { stored in
                AttendanceRoll.Session(
                    ordinal: stored.ordinal,
                    heldOn: stored.session.heldOn,
                    minutes: stored.session.minutes,
                    obstacle: Self.rule(stored, found.state, today).problem
                )
            },
            people: seats.map { seat in
                AttendanceRoll.Person(
                    seat: seat.seat,
                    name: seat.name,
                    place: seat.organisation ?? branches[seat.enrolment.id] ?? "",
                    minutes: minutes[seat.enrolment] ?? [:]
                )
            }
        )
        enrolments = Dictionary(seats.map { ($0.seat, $0.enrolment) }) { first, _ in first }
    }

    /// What a session of a class takes: by its own tenant, and of one that is over as a correction.
    static func rule(_ stored: StoredSession, _ state: ClassState, _ today: CalendarDay) -> AttendanceRule {
        AttendanceRule(
            heldOn: stored.session.heldOn,
            state: stored.state,
            classState: state,
            today: today,
            isCorrection: true,
            isHost: true
        )
    }

    /// Writes changes, all or none.
    ///
    /// - Returns: how many were new.
    /// - Throws: `Refusal`, which ends the transaction; `StoreError`.
    func write(_ changes: [AttendanceChange], _ tx: TenantTransaction) async throws -> Int {
        let minutes = Dictionary(roll.people.map { ($0.seat, $0.minutes) }) { first, _ in first }
        let others = changes.filter { change in
            let now = minutes[change.seat]?[change.ordinal]
            return now != change.before && now != change.after
        }
        guard others.isEmpty else { throw Refusal.conflict(others) }
        var findings: [Finding] = []
        var count = 0
        for (ordinal, some) in Dictionary(grouping: changes, by: \.ordinal).sorted(by: { $0.key < $1.key }) {
            guard let session = sessions.first(where: { $0.ordinal == ordinal }) else { throw StoreError.notFound }
            var entries: [AttendanceEntry] = []
            var seats: [EnrolmentReference: Int] = [:]
            for change in some {
                guard let enrolment = enrolments[change.seat] else {
                    findings.append(Finding(ordinal: ordinal, seat: change.seat, code: .notEnrolled))
                    continue
                }
                entries.append(AttendanceEntry(enrolment, minutes: change.after))
                seats[enrolment] = change.seat
            }
            let done = try await tx.attendance.record(entries, of: session.id, isCorrection: found.state == .finished)
            count += done.added + done.changed + done.removed
            findings += done.problems.map { problem in
                Finding(ordinal: ordinal, seat: problem.enrolment.flatMap { seats[$0] }, code: problem.code)
            }
        }
        guard findings.isEmpty else { throw Refusal.problems(findings) }
        return count
    }
}
