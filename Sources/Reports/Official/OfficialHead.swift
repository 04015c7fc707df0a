package import Programme

/// What stands around the tables of an official report: above them the two head columns, number, place, day, title; below them
/// notes, to whom it goes, who signs.
package struct OfficialHead: Codable, Hashable, Sendable {
    /// The right head column of every official document.
    package static let nation = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"
    package static let motto = "Độc lập - Tự do - Hạnh phúc"
    /// What stands across a report that nobody has signed.
    package static let draft = "BẢN NHÁP"

    package var form: OfficialForm
    /// The left head column: who issues it, in capitals.
    package var agency: [String]
    /// The end of its number, such as `BC`, for a draft that has none.
    package var numberMark: String
    /// What stands where it is known before a signature: the ward; nil: dots.
    package var place: String?
    /// Where it is known before a signature, as that of a decision is; nil: dots.
    package var number: String?
    package var issuedOn: CalendarDay?
    /// `BÁO CÁO`.
    package var kind: String
    /// What it is about, and of what time: lines below the kind.
    package var title: [String]
    /// Sentences above the tables: bases, introductions.
    package var opening: [String]
    /// Sentences below the tables.
    package var notes: [String]
    /// To whom it goes.
    package var recipients: [String]
    /// As what somebody will sign, until somebody has.
    package var office: String
    /// Nil in a draft.
    package var signature: OfficialSignature?
    /// Where anybody may verify it; nil in a draft.
    package var verification: String?
    /// The day that it was counted.
    package var countedOn: CalendarDay

    /// A head of these parts, not signed.
    package init(
        form: OfficialForm,
        agency: [String],
        numberMark: String,
        place: String? = nil,
        kind: String,
        title: [String],
        opening: [String] = [],
        notes: [String] = [],
        recipients: [String] = [],
        office: String,
        countedOn: CalendarDay
    ) {
        self.form = form
        self.agency = agency
        self.numberMark = numberMark
        self.place = place
        self.kind = kind
        self.title = title
        self.opening = opening
        self.notes = notes
        self.recipients = recipients
        self.office = office
        self.countedOn = countedOn
    }

    /// Whether nobody has signed it.
    package var isDraft: Bool { signature == nil }

    /// `Số: 12/BC-HKH`, with dots in a draft.
    package var numberLine: String { "Số: \(signature?.number ?? number ?? "……/\(numberMark)")" }

    /// `Pleiku, ngày 05 tháng 12 năm 2026`, with dots in a draft.
    package var placeLine: String {
        let place = signature?.place ?? place ?? "…………"
        guard let day = signature?.signedOn ?? issuedOn else {
            return "\(place), ngày …… tháng …… năm \(countedOn.year)"
        }
        // a month that could be changed by a stroke is written with a nought before it, and so is a day
        let month = day.month < 3 ? "0\(day.month)" : "\(day.month)"
        let dayOfMonth = day.day < 10 ? "0\(day.day)" : "\(day.day)"
        return "\(place), ngày \(dayOfMonth) tháng \(month) năm \(day.year)"
    }

    /// What the file and the list of reports call it.
    package var heading: String { ([kind] + title).joined(separator: " ") }

    /// The same, signed.
    package func signed(_ signature: OfficialSignature, verification: String) -> OfficialHead {
        var head = self
        head.signature = signature
        head.verification = verification
        return head
    }
}

/// The columns of a table of an official report. Columns that stand side by side with the same group have one cell above them.
package struct OfficialTable: Codable, Hashable, Sendable {
    /// How a column is laid out.
    package enum Shape: String, Codable, Sendable {
        /// The running number, in the middle.
        case ordinal
        /// Words, at the left.
        case text
        /// A number, at the right.
        case number
        /// A day or a mark, in the middle.
        case mark
    }

    /// One column.
    package struct Column: Codable, Hashable, Sendable {
        /// What stands above it; empty: only its group does.
        package var heading: String
        /// What stands above it and its neighbours; nil: the heading takes both rows.
        package var group: String?
        package var shape: Shape
        /// In characters.
        package var width: Int

        /// A column of these parts.
        package init(_ heading: String, group: String? = nil, _ shape: Shape, width: Int) {
            self.heading = heading
            self.group = group
            self.shape = shape
            self.width = width
        }
    }

    /// What stands above it; empty for a report with one table.
    package var caption: String
    package var columns: [Column]

    /// A table of these columns.
    package init(_ caption: String = "", _ columns: [Column]) {
        self.caption = caption
        self.columns = columns
    }

    /// Whether headings take two rows.
    package var hasGroups: Bool { columns.contains { $0.group != nil } }

    /// Neighbouring columns under one group, in order; a column without one stands alone.
    package var groups: [(title: String?, columns: Range<Int>)] {
        var groups: [(title: String?, columns: Range<Int>)] = []
        for (index, column) in columns.enumerated() {
            if let group = column.group, let last = groups.last, last.title == group {
                groups[groups.count - 1].columns = last.columns.lowerBound..<index + 1
            } else {
                groups.append((column.group, index..<index + 1))
            }
        }
        return groups
    }
}

/// A row of a table: as many values as there are columns.
package struct OfficialRow: Codable, Hashable, Sendable {
    package var values: [OfficialValue]
    /// Whether it adds others up, or heads a part: printed bold.
    package var isTotal: Bool

    /// A row of these values.
    package init(_ values: [OfficialValue], isTotal: Bool = false) {
        self.values = values
        self.isTotal = isTotal
    }
}
