extension String {
    /// With `escape` before each of `marked`. By scalars and not by characters: a quote and an accent that follows it are
    /// one character, which is no quote.
    package func escaped(_ marked: Unicode.Scalar..., by escape: Unicode.Scalar) -> String {
        var escaped = UnicodeScalarView()
        for scalar in unicodeScalars {
            if marked.contains(scalar) { escaped.append(escape) }
            escaped.append(scalar)
        }
        return String(escaped)
    }
}
