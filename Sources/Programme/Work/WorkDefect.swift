/// What is wrong with a record of the programme's work.
package enum WorkDefect: Error, Hashable, Sendable {
    /// A text is empty or too long.
    case text
    /// It ends before it begins, or its year is none that plans are made for.
    case dates
    /// A number is out of its bounds.
    case range

    /// Years for which there are plans and returns.
    package static let years = 2000...2199

    /// The text, cleaned.
    static func text(_ text: String, _ lengths: ClosedRange<Int>) throws(WorkDefect) -> String {
        let text = VietnameseText.clean(text)
        guard lengths.contains(text.unicodeScalars.count) else { throw .text }
        return text
    }

    static func require(_ number: Int?, in range: ClosedRange<Int>) throws(WorkDefect) {
        guard number.map(range.contains) ?? true else { throw .range }
    }

    static func require(_ first: CalendarDay?, before last: CalendarDay?) throws(WorkDefect) {
        if let first, let last, last < first { throw .dates }
    }
}
