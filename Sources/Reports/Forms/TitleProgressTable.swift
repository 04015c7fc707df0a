package import Programme

/// The table of titles that reports of wards and of the association have: how many there are, registered (new and renewed),
/// recognised, and both shares of those recognised. Shares are computed, never stated.
package enum TitleProgressTable {
    /// The columns.
    package static func table(_ caption: String, first heading: String) -> OfficialTable {
        OfficialTable(
            caption,
            [
                .init("STT", .ordinal, width: 5), .init(heading, .text, width: 28),
                .init("Tổng số", .number, width: 11), .init("Mới", group: "Đăng ký", .number, width: 9),
                .init("Tái đăng ký", group: "Đăng ký", .number, width: 9),
                .init("Cộng", group: "Đăng ký", .number, width: 9),
                .init("Tỷ lệ trên tổng số", group: "Đăng ký", .number, width: 10),
                .init("Số lượng", group: "Được công nhận", .number, width: 9),
                .init("Tỷ lệ trên tổng số", group: "Được công nhận", .number, width: 10),
                .init("Tỷ lệ trên số đăng ký", group: "Được công nhận", .number, width: 10),
            ]
        )
    }

    /// One row; without a running number it adds others up.
    package static func row(_ ordinal: Int?, _ name: String, _ figures: RecognitionFigures) -> OfficialRow {
        func whole(_ number: Int?) -> OfficialValue { number.map { .whole($0) } ?? .none }
        func share(_ part: Int?, _ whole: Int?) -> OfficialValue {
            guard let part, let whole, let share = Share(of: part, in: whole) else { return .none }
            return .share(share)
        }
        return OfficialRow(
            [
                whole(ordinal), .text(name), whole(figures.total), whole(figures.registeredNew),
                whole(figures.registeredRenewed), whole(figures.registered), share(figures.registered, figures.total),
                whole(figures.recognised), share(figures.recognised, figures.total),
                share(figures.recognised, figures.registered),
            ],
            isTotal: ordinal == nil
        )
    }
}

extension RecognitionFigures {
    /// Adds the figures of another part; what is not known of one is not known of both.
    package func adding(_ other: RecognitionFigures) -> RecognitionFigures {
        func sum(_ one: Int?, _ two: Int?) -> Int? {
            guard let one, let two else { return nil }
            return one + two
        }
        return RecognitionFigures(
            total: sum(total, other.total),
            registered: sum(registered, other.registered),
            registeredNew: sum(registeredNew, other.registeredNew),
            registeredRenewed: sum(registeredRenewed, other.registeredRenewed),
            recognised: sum(recognised, other.recognised)
        )
    }
}
