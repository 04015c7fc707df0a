/// How long people stay signed in, and what is asked of them.
package struct SignInPolicy: Sendable {
    /// A session that was not used for so long has ended: people leave the room with a list of members on the screen.
    package var idleLimit = Duration.seconds(3600)
    /// After so long a session ends in any case: a working day.
    package var sessionLifetime = Duration.seconds(12 * 3600)
    /// The longest life of a program's token.
    package var longestTokenDays = 366
    /// Whether administrators and those who see the city must use codes from an app. Off only where somebody tries things out.
    package var wantsSecondFactorOfAdministrators = true

    /// The usual policy.
    package init() {}
}
