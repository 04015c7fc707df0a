internal import Programme
internal import Store

/// A target as a bar, beside the words that say the same.
struct CityBar: Sendable {
    let name: String
    /// What is reached, of what, and of when.
    let text: String
    /// Who says so.
    let basis: String
    /// The bar in words, for who does not see it.
    let label: String
    /// Of a hundred, with a point.
    let width: String
    let goal: String
    /// Nil where there is no share: then there is no bar.
    let isDrawn: Bool
    let isReached: Bool
    let remarks: [String]

    init(_ found: CityProgress, _ tables: CityTitleTables) {
        let language = tables.language
        name = CityWords.name(ofTarget: found.target.measure, in: language)
        let goal = "\(found.target.percent) %"
        basis = Phrase("Chỉ tiêu {0} đến năm {1} ({2}, {3}).", "Target {0} by {1} ({2}, {3}).")
            .text(in: language, goal, "\(found.target.year)", tables.scope(found.target), found.target.legalBasis)
        self.goal = "\(found.target.percent)"
        remarks = tables.remarks(found)
        guard let progress = found.progress else {
            (text, label, width) = (Phrase("Chưa tính được.", "Cannot be computed yet.").text(in: language), "", "0")
            (isDrawn, isReached) = (false, false)
            return
        }
        let share = tables.text(progress.share)
        let (part, whole) = (
            Number.text(progress.recognised, in: language), Number.text(progress.whole.count, in: language)
        )
        let reached =
            progress.isReached
            ? Phrase("đã đạt", "reached").text(in: language)
            : Phrase("còn thiếu {0}", "{0} missing").text(in: language, Number.text(progress.missing, in: language))
        text = Phrase("{0}: {1} trên {2} ({3}); {4}.", "{0}: {1} of {2} ({3}); {4}.")
            .text(in: language, share, part, whole, tables.whole(found), reached)
        label = Phrase("{0}: đạt {1}, chỉ tiêu {2}", "{0}: {1} reached, target {2}").text(
            in: language,
            name,
            share,
            goal
        )
        let hundredths = min(progress.share.hundredths, 10_000)
        width = "\(hundredths / 100).\(hundredths % 100 < 10 ? "0" : "")\(hundredths % 100)"
        (isDrawn, isReached) = (true, progress.isReached)
    }
}
