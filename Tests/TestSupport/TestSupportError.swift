/// Why test support could not do its work; the message tells a person what to mend.
package struct TestSupportError: Error, CustomStringConvertible {
    /// For people.
    package let message: String

    /// An error that says `message`.
    package init(_ message: String) {
        self.message = message
    }

    /// The message.
    package var description: String { message }
}
