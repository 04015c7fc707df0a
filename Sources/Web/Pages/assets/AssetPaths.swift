/// Where pages find their style sheets and scripts. The address changes with the content, so that browsers keep what they have for
/// a year and fetch what is new at once.
package struct AssetPaths: Sendable {
    /// Bootstrap's style sheet.
    package var bootstrap = ""
    /// Our own.
    package var own = ""
    /// The script that closes menus.
    package var menu = ""
    /// Chart.js.
    package var chart = ""
    /// The script that draws charts of tables.
    package var figures = ""
    /// The script of the page at the door.
    package var door = ""

    /// Paths to be filled in.
    package init() {}
}
