/// Browser and system in words, out of what the browser says of itself: for recognising one's own sessions, and for no
/// more.
enum DeviceName {
    /// In the order in which they are looked for: most browsers also name those that they descend from.
    private static let browsers = [
        ("Edg", "Edge"), ("OPR/", "Opera"), ("coc_coc", "Cốc Cốc"), ("SamsungBrowser", "Samsung Internet"),
        ("Firefox", "Firefox"), ("FxiOS", "Firefox"), ("CriOS", "Chrome"), ("Chrome", "Chrome"), ("Safari", "Safari"),
    ]
    private static let systems = [
        ("Android", "Android"), ("iPhone", "iPhone"), ("iPad", "iPad"), ("Windows", "Windows"), ("Mac OS X", "macOS"),
        ("Linux", "Linux"),
    ]

    /// Such as `Chrome, Android`; what is not recognised is left out.
    static func words(for userAgent: String) -> String {
        let text = userAgent.prefix(512)
        return [browsers, systems].compactMap { list in list.first { text.contains($0.0) }?.1 }.joined(separator: ", ")
    }
}
