package import Programme
package import Store

/// A decision on titles with the list attached to it: what the people's committee of the ward signs.
package enum TitleDecisionReport {
    /// What stands around the list.
    ///
    /// - Parameters:
    ///   - legalBasis: of the title.
    ///   - corrected: the decision that this one corrects.
    package static func head(
        _ decision: StoredDecision,
        title: String,
        legalBasis: String,
        place: String?,
        corrected: StoredDecision? = nil,
        today: CalendarDay
    ) -> OfficialHead {
        let record = decision.record
        let isNotice = record.kind == .refusal
        var opening: [String] = []
        if !legalBasis.isEmpty { opening.append("Căn cứ \(legalBasis);") }
        if let corrected {
            opening.append(
                "Căn cứ Quyết định số \(corrected.record.number) ngày \(corrected.record.decidedOn.vietnamese) "
                    + "của \(corrected.issuer);"
            )
        }
        opening.append("Xét kết quả bình xét và đề nghị công nhận danh hiệu năm \(decision.year),")
        opening.append((isNotice ? "" : "Điều 1. ") + sentence(decision, title))
        if !isNotice {
            opening.append(
                "Điều 2. Các bộ phận có liên quan và các đối tượng có tên trong danh sách chịu trách nhiệm thi hành "
                    + "Quyết định này kể từ ngày ký."
            )
        }
        var head = OfficialHead(
            form: .titleDecision,
            agency: [decision.issuer.uppercased()],
            numberMark: isNotice ? "TB" : "QĐ",
            place: place,
            kind: isNotice ? "THÔNG BÁO" : "QUYẾT ĐỊNH",
            title: [subject(record.kind) + " danh hiệu “\(title)” năm \(decision.year)"],
            opening: opening,
            notes: ["Danh sách này có \(OfficialValue.grouped(decision.count)) đối tượng."],
            recipients: ["Như danh sách;", "Hội Khuyến học;", "Lưu: VT."],
            office: record.signatoryTitle.uppercased(),
            countedOn: today
        )
        head.number = record.number
        head.issuedOn = record.decidedOn
        return head
    }

    private static func subject(_ kind: DecisionKind) -> String {
        switch kind {
        case .recognition: "Về việc công nhận"
        case .refusal: "Về việc không công nhận"
        case .revocation: "Về việc thu hồi"
        case .correction: "Về việc đính chính quyết định công nhận"
        }
    }

    private static func sentence(_ decision: StoredDecision, _ title: String) -> String {
        let count = OfficialValue.grouped(decision.count)
        let list = "(có danh sách kèm theo)."
        return switch decision.record.kind {
        case .recognition: "Công nhận danh hiệu “\(title)” năm \(decision.year) cho \(count) đối tượng \(list)"
        case .refusal: "Không công nhận danh hiệu “\(title)” năm \(decision.year) đối với \(count) đối tượng \(list)"
        case .revocation: "Thu hồi danh hiệu “\(title)” năm \(decision.year) của \(count) đối tượng \(list)"
        case .correction: "Đính chính đối với \(count) đối tượng \(list)"
        }
    }

    /// The columns of the list.
    package static let table = OfficialTable(
        "DANH SÁCH KÈM THEO",
        [
            .init("STT", .ordinal, width: 6), .init("Tên, chủ hộ", .text, width: 28),
            .init("Thôn, làng, tổ dân phố", .text, width: 22), .init("Kết quả", .text, width: 16),
            .init("Mức", .text, width: 12), .init("Số giấy chứng nhận", .text, width: 20),
            .init("Có giá trị đến", .mark, width: 13), .init("Ghi chú", .text, width: 18),
        ]
    )

    /// One line of the list.
    package static func row(_ ordinal: Int, _ line: DecisionListLine) -> OfficialRow {
        OfficialRow([
            .whole(ordinal), .text(line.holderName), .text(line.areaName), .text(words(line.outcome)),
            line.levelName.isEmpty ? .none : .text(line.levelName), line.certificateNumber.map { .text($0) } ?? .none,
            line.validUntil.map { .day($0) } ?? .none, line.reason.isEmpty ? .none : .text(line.reason),
        ])
    }

    private static func words(_ outcome: DecisionOutcome) -> String {
        switch outcome {
        case .recognised: "Công nhận"
        case .refused: "Không công nhận"
        case .revoked: "Thu hồi"
        }
    }
}
