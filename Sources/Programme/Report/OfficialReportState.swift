/// Where an official report stands.
///
///     asked --> making --> made --> signing --> signed
///       ^         |         |          |
///       |         v         |          v
///       +----- failed <-----+------- made
///
/// Whoever makes it holds it for a time (making, signing); one that dies on the way lets it go when the time is over, and another
/// begins from the beginning. What is made is a draft, which may be made again or removed. Nothing leads out of signed.
package enum OfficialReportState: String, Codable, CaseIterable, Sendable {
    /// Waits to be made.
    case asked
    /// Being made.
    case making
    /// A draft with its files.
    case made
    /// Waits for its files with number, day and signatory, or is getting them.
    case signing
    /// For ever as it is.
    case signed
    /// Could not be made; says why.
    case failed

    /// Whether something is still to be done by the system.
    package var isBusy: Bool { self == .asked || self == .making || self == .signing }
    /// Whether there are files to be handed out.
    package var hasFiles: Bool { self == .made || self == .signing || self == .signed }
    /// Whether it may be removed; one that is being made is broken off.
    package var isRemovable: Bool { self != .signing && self != .signed }

    /// Đang chờ lập, Đang lập, Bản nháp, Đang phát hành, Đã phát hành, Không lập được.
    package var vietnameseName: String {
        switch self {
        case .asked: "Đang chờ lập"
        case .making: "Đang lập"
        case .made: "Bản nháp"
        case .signing: "Đang phát hành"
        case .signed: "Đã ký, phát hành"
        case .failed: "Không lập được"
        }
    }

    /// Waiting, Being made, Draft, Being issued, Signed and issued, Could not be made.
    package var englishName: String {
        switch self {
        case .asked: "Waiting"
        case .making: "Being made"
        case .made: "Draft"
        case .signing: "Being issued"
        case .signed: "Signed and issued"
        case .failed: "Could not be made"
        }
    }
}

/// In what form a report is handed out, its content as it is hashed among them. The raw value is stored and the end of the file's
/// name.
package enum OfficialFile: String, Codable, CaseIterable, Sendable {
    /// Everything that the report says, line by line as JSON: what its hash is of, and what the others are written from.
    case content = "jsonl"
    /// A workbook as offices lay it out.
    case xlsx
    /// As it is printed.
    case pdf
    /// Headings and rows alone.
    case csv
}

/// Why a report could not be made. Stored, so that a code never changes its meaning.
package enum OfficialReportProblem: String, Codable, CaseIterable, Sendable {
    /// What it is about is gone.
    case gone
    /// It is for another kind of tenant.
    case notForTenant = "not_for_tenant"
    /// It has more rows than a report may have.
    case tooManyRows = "too_many_rows"
    /// It was begun several times and never came to an end.
    case interrupted
    /// Something else; the log says what.
    case failed

    /// What to say of it, and what to do.
    package var vietnamese: String {
        switch self {
        case .gone: "Quyết định, trung tâm hoặc hội viên của báo cáo này không còn."
        case .notForTenant: "Mẫu báo cáo này không dành cho đơn vị của anh chị."
        case .tooManyRows: "Báo cáo có quá nhiều dòng. Xin lập cho kỳ hoặc phạm vi nhỏ hơn."
        case .interrupted: "Máy chủ đã dừng giữa chừng nhiều lần. Xin yêu cầu lập lại."
        case .failed: "Có lỗi khi lập báo cáo. Xin yêu cầu lập lại; nếu vẫn lỗi, xin báo người vận hành."
        }
    }

    /// The same in English.
    package var english: String {
        switch self {
        case .gone: "The decision, centre or member of this report is gone."
        case .notForTenant: "This form is not for your organisation."
        case .tooManyRows: "The report has too many rows. Please ask for a shorter time or a smaller part."
        case .interrupted: "The server was stopped several times on the way. Please ask for it again."
        case .failed: "Something went wrong. Please ask for it again, and tell the operator if it fails again."
        }
    }
}

/// What a signature adds to a report.
package struct OfficialSignature: Codable, Hashable, Sendable {
    /// As it is printed: `12/BC-HKH`.
    package var number: String
    /// The day of the signature.
    package var signedOn: CalendarDay
    /// Where: Pleiku.
    package var place: String
    /// As what: `TM. BAN THƯỜNG VỤ - CHỦ TỊCH`.
    package var office: String
    /// Who signs.
    package var signatory: String

    /// A signature of these parts.
    package init(number: String, signedOn: CalendarDay, place: String, office: String, signatory: String) {
        self.number = number
        self.signedOn = signedOn
        self.place = place
        self.office = office
        self.signatory = signatory
    }

    /// Where the parts are kept and asked for, each with how long it may be.
    package static let lengths = (number: 60, place: 60, office: 100, signatory: 100)
}
