internal import Intake
internal import Programme
internal import Store

/// The register of one session as a form: a box for each person, and minutes for who came for a part. It carries what it was made
/// from, so that only what this officer changed is written.
struct RegisterForm: Sendable {
    /// People on one page: two fields for each, and a form has a thousand at most.
    static let pagePeople = 300

    /// What was typed for somebody.
    struct Line: Sendable {
        var isPresent: Bool
        var minutes: String
        var problem: Phrase?
    }

    private(set) var lines: [Int: Line]
    /// Minutes by seats, as the form was made; zero for absent.
    private(set) var was: [Int: Int]

    /// The form of a register as it is.
    init(_ people: some Sequence<(seat: Int, minutes: Int?)>, whole: Int) {
        lines = [:]
        was = [:]
        for (seat, minutes) in people {
            was[seat] = minutes ?? 0
            lines[seat] = Self.line(minutes, whole: whole)
        }
    }

    /// What was sent; nil for what no form of ours sends.
    init?(_ form: FormFields) {
        let present = Set(form.all("present").compactMap { Int($0) })
        let isAll = form["all"] == "yes"
        guard let changes = AttendanceChange.list(form["was"] ?? "") else { return nil }
        lines = [:]
        was = [:]
        for change in changes {
            was[change.seat] = change.before ?? 0
            let minutes = VietnameseText.clean(form["minutes.\(change.seat)"] ?? "")
            lines[change.seat] = Line(isPresent: isAll || present.contains(change.seat), minutes: minutes)
        }
    }

    /// What the form was made from, as one field carries it.
    func wasText(_ ordinal: Int) -> String {
        AttendanceChange.text(
            of: was.sorted { $0.key < $1.key }.map {
                AttendanceChange(ordinal: ordinal, seat: $0.key, before: $0.value == 0 ? nil : $0.value, after: nil)
            }
        )
    }

    /// What the form changes; nil if something must be mended, which the form then says. Minutes that are typed beside an empty
    /// box mean that somebody came.
    mutating func changes(_ ordinal: Int, whole: Int) -> [AttendanceChange]? {
        var changes: [AttendanceChange] = []
        var isRefused = false
        for (seat, line) in lines.sorted(by: { $0.key < $1.key }) {
            let before = was[seat].flatMap { $0 == 0 ? nil : $0 }
            let shown = Self.line(before, whole: whole).minutes
            var after: Int?
            if line.isPresent || (!line.minutes.isEmpty && line.minutes != shown) {
                after = line.minutes.isEmpty ? whole : Int(line.minutes)
                guard let minutes = after, ClassSession.minuteLimits.contains(minutes) else {
                    lines[seat]?.problem = Self.minutesPhrase
                    isRefused = true
                    continue
                }
            }
            guard before != after else { continue }
            changes.append(AttendanceChange(ordinal: ordinal, seat: seat, before: before, after: after))
        }
        return isRefused ? nil : changes
    }

    /// Says what is wrong with somebody's line.
    mutating func refuse(_ seat: Int, _ problem: Phrase) { lines[seat]?.problem = problem }

    /// The form over the register as it is now: what this officer changed stays typed, and where somebody else changed the same
    /// line, that is said.
    func rebased(on people: some Sequence<(seat: Int, minutes: Int?)>, whole: Int) -> RegisterForm {
        let people = Array(people)
        var form = RegisterForm(people, whole: whole)
        for (seat, minutes) in people {
            guard let typed = lines[seat], let before = was[seat] else { continue }
            let made = Self.line(before == 0 ? nil : before, whole: whole)
            guard typed.isPresent != made.isPresent || typed.minutes != made.minutes else { continue }
            form.lines[seat]?.isPresent = typed.isPresent
            form.lines[seat]?.minutes = typed.minutes
            guard (minutes ?? 0) != before else { continue }
            form.lines[seat]?.problem = Phrase(
                "người khác vừa ghi: \(minutes.map { "\($0) phút" } ?? "vắng")",
                "somebody else has just written: \(minutes.map { "\($0) minutes" } ?? "absent")"
            )
        }
        return form
    }

    private static func line(_ minutes: Int?, whole: Int) -> Line {
        Line(isPresent: minutes != nil, minutes: minutes.map { $0 == whole ? "" : String($0) } ?? "")
    }

    private static let minutesPhrase = Phrase(
        "Số phút phải từ 1 đến 1440.",
        "Minutes must be from 1 to 1,440."
    )
}
