package import Programme

/// Half a year or a year, as official reports name it.
package struct ReportTime: Hashable, Sendable {
    package let year: Int
    package let period: ReturnPeriod
    package let first: CalendarDay
    package let last: CalendarDay

    /// A period of a year; nil for a year beyond the calendar.
    package init?(_ period: ReturnPeriod, of year: Int) {
        guard let days = period.days(of: year) else { return nil }
        self.year = year
        self.period = period
        (first, last) = days
    }

    /// `năm 2026`, `6 tháng đầu năm 2026`.
    package var words: String { period == .year ? "năm \(year)" : "6 tháng đầu năm \(year)" }

    /// `(Từ ngày 01/01/2026 đến ngày 30/06/2026)`.
    package var days: String { "(Từ ngày \(first.vietnamese) đến ngày \(last.vietnamese))" }

    /// The sentence that says as of when numbers are.
    package static func counted(_ day: CalendarDay) -> String {
        "Số liệu do hệ thống tính từ hồ sơ của đơn vị, lấy ngày \(day.vietnamese)."
    }
}
