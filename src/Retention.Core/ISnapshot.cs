namespace Retention.Core;

/// <summary>What a state is made of, as constructor parameters with properties of the same names, so that a codec can keep it as text.</summary>
/// <typeparam name="TState">The state.</typeparam>
/// <remarks>The state has a method <c>ToSnapshot</c>. Sharing between states isn't part of it: a state that was read back shares nothing.</remarks>
internal interface ISnapshot<out TState>
    where TState : class
{
    /// <summary>Makes a state that behaves as the one the snapshot was taken of.</summary>
    TState ToState();
}
