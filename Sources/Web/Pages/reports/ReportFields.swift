internal import Programme
internal import Store

/// What the forms of the pages of reports ask for.
enum ReportFields {
    static let periods = WorkField.choices(ReturnPeriod.self) { Phrase($0.vietnameseName, $0.englishName) }

    /// Asking for a report of a time.
    static func ask(_ forms: [OfficialForm]) -> [WorkField] {
        [
            WorkField(
                "form",
                Phrase("Mẫu báo cáo", "Form"),
                .choice(forms.map { .init(code: $0.rawValue, name: ReportWords.form($0)) }),
                isRequired: true
            ),
            WorkField("year", Phrase("Năm", "Year"), .number(WorkDefect.years), isRequired: true),
            WorkField("period", Phrase("Kỳ", "Period"), periods, isRequired: true),
        ]
    }

    /// Asking for a report of a centre.
    static let centre = [
        WorkField("about", Phrase("Trung tâm", "Centre"), .record, isRequired: true),
        WorkField("year", Phrase("Năm", "Year"), .number(WorkDefect.years), isRequired: true),
        WorkField("period", Phrase("Kỳ", "Period"), periods, isRequired: true),
    ]

    /// Asking for a decision with its list.
    static let decision = [WorkField("about", Phrase("Quyết định", "Decision"), .record, isRequired: true)]

    /// Having reports made by themselves.
    static func schedule(_ forms: [OfficialForm]) -> [WorkField] {
        [
            WorkField(
                "form",
                Phrase("Mẫu báo cáo", "Form"),
                .choice(forms.map { .init(code: $0.rawValue, name: ReportWords.form($0)) }),
                isRequired: true
            ), WorkField("period", Phrase("Kỳ", "Period"), periods, isRequired: true),
        ]
    }

    /// Signing.
    static let signature = [
        WorkField(
            "number",
            Phrase("Số văn bản", "Number"),
            .line(OfficialSignature.lengths.number),
            isRequired: true,
            help: Phrase("Ví dụ: 12/BC-HKH", "Such as 12/BC-HKH")
        ),
        WorkField("signed_on", Phrase("Ngày ký", "Signed on"), .day, isRequired: true),
        WorkField("place", Phrase("Nơi ký", "Place"), .line(OfficialSignature.lengths.place), isRequired: true),
        WorkField(
            "office",
            Phrase("Chức vụ người ký", "Office of the signatory"),
            .line(OfficialSignature.lengths.office),
            isRequired: true,
            help: Phrase("Ví dụ: TM. BAN THƯỜNG VỤ - CHỦ TỊCH", "As it is printed above the name")
        ),
        WorkField(
            "signatory",
            Phrase("Người ký", "Signatory"),
            .line(OfficialSignature.lengths.signatory),
            isRequired: true
        ),
    ]

    /// The signature that values say.
    static func signature(_ values: JSONObject) throws -> OfficialSignature {
        OfficialSignature(
            number: values.line("number"),
            signedOn: try values.requiredDay("signed_on"),
            place: values.line("place"),
            office: values.line("office"),
            signatory: values.line("signatory")
        )
    }
}
