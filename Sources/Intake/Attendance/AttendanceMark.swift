import Programme
import Spreadsheet

/// What a cell of a register says.
enum AttendanceMark: Equatable {
    case absent
    /// The whole session.
    case present
    /// A part of it, or more.
    case minutes(Int)

    /// Reads a cell: `x` and the like for present, a whole number for minutes, nothing or `v` (vắng) for absent.
    static func read(_ cell: SheetCell?) -> Result<AttendanceMark, AttendanceSheetProblem> {
        guard let cell else { return .success(.absent) }
        switch cell.value {
        case .bool(let isThere): return .success(isThere ? .present : .absent)
        case .number(let number): return read(number)
        case .text: return read(CellText(cell, cell.value).text)
        case .date, .error: return .failure(.unreadable)
        }
    }

    static func read(_ text: String) -> Result<AttendanceMark, AttendanceSheetProblem> {
        let clean = VietnameseText.clean(text).lowercased()
        if clean.isEmpty || absences.contains(clean) { return .success(.absent) }
        if presences.contains(clean) { return .success(.present) }
        let isNamed = clean.hasSuffix("phút")
        let digits = isNamed ? clean.dropLast(4).filter { $0 != " " } : clean
        guard (1...9).contains(digits.utf8.count), digits.utf8.allSatisfy({ (0x30...0x39).contains($0) }),
            let number = Int(digits)
        else { return .failure(.unreadable) }
        return read(Double(number), isNamed: isNamed)
    }

    private static func read(
        _ number: Double,
        isNamed: Bool = false
    ) -> Result<AttendanceMark, AttendanceSheetProblem> {
        if number == 0 { return .success(.absent) }
        // a one may stand for "was there" and for one minute
        if number == 1, !isNamed { return .failure(.oneIsUnclear) }
        guard number.isFinite, number == number.rounded(), ClassSession.minuteLimits.contains(Int(clamping: number))
        else { return .failure(.minutes) }
        return .success(.minutes(Int(number)))
    }

    private static let presences: Set<String> = ["x", "×", "✓", "✔", "☑", "có", "có mặt", "cm", "đủ", "true", "yes"]
    private static let absences: Set<String> = [
        "v", "vắng", "vắng mặt", "p", "cp", "kp", "k", "phép", "không", "-", "–", "false", "no",
    ]
}

extension Int {
    /// The whole number nearest to it that there is.
    fileprivate init(clamping number: Double) { self = number >= 1e9 ? .max : number <= -1e9 ? .min : Int(number) }
}
