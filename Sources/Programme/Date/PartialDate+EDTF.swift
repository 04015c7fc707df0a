extension PartialDate {
    /// The Extended Date/Time Format of ISO 8601-2, in which dates are stored and sent: `1960-02-01`, `1960-02`, `1960`, with `~`
    /// behind if it is about.
    package var edtf: String {
        isApproximate ? description.dropFirst() + "~" : description
    }

    /// Reads exactly what `edtf` writes.
    package init?(edtf text: String) {
        guard !text.hasPrefix("~") else { return nil }
        self.init(text.hasSuffix("~") ? "~" + text.dropLast() : text)
    }
}
