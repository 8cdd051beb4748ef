/**
 * The pages for people: the floor of each location as it is now, its orders, what needs a person, and how EasyEcom is connected.
 *
 * <p>No door; the resources are the way in. May import everything below. Easy to get wrong: a session sees exactly what its key sees
 * ({@link com.nexar.fulfilment.board.Visitor}), the API does not know sessions, and the board does not know Bearer keys. Pages are
 * rendered here, without a style or a script inside ({@link com.nexar.fulfilment.board.PageHeaders} forbids them).
 */
package com.nexar.fulfilment.board;
