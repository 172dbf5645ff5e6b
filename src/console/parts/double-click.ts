/**
 * Whether a click is the second of a double click, or a later one. The first has done what was wanted; by now another
 * button may stand there, whose act is the opposite of that, or which closes what the first has opened.
 */
export const isSecond = ({ detail }: MouseEvent): boolean => detail > 1;
