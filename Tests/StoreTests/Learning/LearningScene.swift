import Foundation
import Programme
import Store
import Testing

/// The day on which the tests of learning take place.
let learningDay = day(2026, 3, 10)

/// A day.
func day(_ year: Int, _ month: Int, _ day: Int) -> CalendarDay {
    CalendarDay(year: year, month: month, day: day) ?? .epoch
}

/// Topics as the migration has them.
enum TopicFixture {
    static let law = topic("1")
    static let farming = topic("2")

    private static func topic(_ digit: String) -> TopicID {
        TopicID("0198c0de-0000-7000-8000-00000000000\(digit)") ?? .next()
    }
}

extension LearningClass {
    /// A class of March 2026.
    static func march(_ title: String = "Pháp luật về đất đai", _ change: (inout LearningClass) -> Void = { _ in })
        -> LearningClass
    {
        var record = LearningClass(
            title: title,
            topic: TopicFixture.law,
            startsOn: day(2026, 3, 1),
            endsOn: day(2026, 3, 31)
        )
        change(&record)
        return record
    }
}

extension StoreScene {
    /// A class that runs, with sessions on these days of March 2026.
    func addClass(
        by context: TenantContext? = nil,
        days: [Int] = [],
        _ change: (inout LearningClass) -> Void = { _ in }
    ) async throws -> (reference: ClassReference, sessions: [ClassSessionID]) {
        let context = context ?? mine.administrator
        return try await write(context) { tx in
            let id = try await tx.classes.insert(.march("Pháp luật về đất đai", change))
            let sessions = days.map { ClassSession(on: day(2026, 3, $0), minutes: 90) }
            let ids = try await tx.sessions.insert(sessions, into: id)
            _ = try await tx.classes.move(id, version: 1, to: .running)
            return (ClassReference(host: context.tenant, id: id), ids)
        }
    }

    /// Members of a tenant, called so.
    func addMembers(
        _ names: [String],
        by context: TenantContext? = nil,
        _ change: (inout MemberRecord) -> Void = { _ in }
    ) async throws -> [MemberID] {
        let context = context ?? mine.administrator
        let branch = context.tenant == mine.id ? mine.branch : other.branch
        return try await write(context) { tx in
            var ids: [MemberID] = []
            for name in names {
                ids.append(try await tx.members.insert(MemberRecord(named: name, change), branch: branch))
            }
            return ids
        }
    }

    /// Enrols members and gives their enrolments.
    func enrol(
        _ members: [MemberID],
        in reference: ClassReference,
        by context: TenantContext? = nil
    ) async throws -> [EnrolmentReference] {
        let context = context ?? mine.administrator
        return try await write(context) { tx in
            try await tx.enrolments.enrol(members, in: reference, on: learningDay).map {
                EnrolmentReference(tenant: context.tenant, id: $0.enrolment)
            }
        }
    }

    /// Writes a register on `learningDay`.
    func record(
        _ entries: [AttendanceEntry],
        of session: ClassSessionID,
        host: TenantID? = nil,
        by context: TenantContext? = nil,
        isCorrection: Bool = false
    ) async throws -> RegisterChange {
        try await write(context) { tx in
            try await tx.attendance.record(
                entries,
                of: session,
                host: host,
                isCorrection: isCorrection,
                today: learningDay
            )
        }
    }

    /// How a writing transaction of mine is refused.
    func refused(
        _ context: TenantContext? = nil,
        _ body: (TenantTransaction) async throws -> Void
    ) async -> StoreError? {
        await refusal { try await write(context) { try await body($0) } }
    }
}
