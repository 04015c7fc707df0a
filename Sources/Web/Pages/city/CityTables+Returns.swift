internal import Programme
internal import Store

extension CityTables {
    /// How far the returns of the year are. Only those that were sent stand here.
    var returns: CityTable {
        let words = [
            Phrase("Kỳ", "Period"), Phrase("Tình trạng", "State"), Phrase("Gửi ngày", "Sent on"),
            Phrase("Quyết định ngày", "Decided on"),
        ].map { $0.text(in: language) }
        return CityTable(
            "returns",
            Phrase("Báo cáo đã gửi", "Returns that were sent").text(in: language),
            note: Phrase(
                "Nội dung báo cáo do Hội Khuyến học xem và duyệt; ở đây chỉ có tình trạng.",
                "What they say the association reads and approves; here is only how far they are."
            ).text(in: language),
            first: Phrase("Đơn vị", "From").text(in: language),
            headings: words.map { .init(text: $0, unit: nil) },
            rows: overview.returns.map { found in
                CityTable.Row(
                    name: found.name,
                    cells: [
                        .init(
                            words[0],
                            Phrase(found.period.vietnameseName, found.period.englishName).text(in: language)
                        ),
                        .init(words[1], Phrase(found.state.vietnameseName, found.state.englishName).text(in: language)),
                        .init(words[2], found.submittedOn?.vietnamese ?? ""),
                        .init(words[3], found.decidedOn?.vietnamese ?? ""),
                    ]
                )
            },
            files: { query.file("returns", $0) }
        )
    }
}
