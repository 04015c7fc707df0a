internal import Programme
internal import Store

/// How far the totals are, in words: above every page and in every file.
struct CityNotes: Sendable {
    /// As of when.
    let asOf: String
    /// What is still to be added.
    let waiting: String
    /// Nobody adds up at the moment.
    let isStill: Bool
    /// The year is signed: since when and as of when; nil for one that is not.
    let frozen: String?
    /// SHA-256 of what was signed.
    let hash: String?

    init(_ status: CityStatus, _ frozen: CityFrozenYear?, _ language: Language) {
        asOf =
            status.asOf.map { Phrase("Số liệu đến {0}.", "As of {0}.").text(in: language, Moment.text($0)) }
            ?? Phrase("Chưa có số liệu nào được cộng.", "Nothing was added up yet.").text(in: language)
        let tenths = (status.lagMilliseconds + 50) / 100
        let seconds = "\(tenths / 10)" + (language == .vietnamese ? "," : ".") + "\(tenths % 10)"
        waiting =
            status.pending == 0
            ? Phrase("Không còn thay đổi nào chờ cộng; trễ {0} giây.", "Nothing waits to be added; lag {0} s.")
                .text(in: language, seconds)
            : Phrase("Còn {0} thay đổi chờ cộng; trễ {1} giây.", "{0} changes wait to be added; lag {1} s.")
                .text(in: language, Number.text(status.pending, in: language), seconds)
        isStill = !status.isWorked
        self.frozen = frozen.map {
            Phrase(
                "Năm {0} đã chốt ngày {1}: số liệu tính đến {2} và giữ nguyên về sau.",
                "The year {0} was signed on {1}: its figures are as of {2} and stay as they are."
            ).text(in: language, "\($0.year)", Moment.text($0.frozenAt), Moment.text($0.asOf))
        }
        hash = frozen?.hash
    }

    /// For a file.
    var lines: [String] { [asOf, waiting] + (frozen.map { [$0] } ?? []) + (hash.map { ["SHA-256: \($0)"] } ?? []) }
}
